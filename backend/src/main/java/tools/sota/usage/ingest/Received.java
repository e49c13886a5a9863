package tools.sota.usage.ingest;

import org.jspecify.annotations.Nullable;

/// What one place of a batch turned out to be: an event that may be booked, or why not.
///
/// @param event null when it is rejected
/// @param code null when it is not rejected
record Received(
        @Nullable String id,
        @Nullable String source,
        @Nullable Event event,
        @Nullable String code,
        @Nullable String detail) {
    static Received of(Event event) {
        return new Received(event.id(), event.source(), event, null, null);
    }
}
