package tools.sota.limits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The plan that an account is on.
///
/// @param anchor the instant that monthly anniversaries count from; null for calendar months
public record Entitlement(
        UUID accountId, String plan, @Nullable Instant anchor) {
    Period periodAt(Instant at) {
        return anchor == null ? Period.calendarMonth(at) : Period.anniversary(anchor, at);
    }
}
