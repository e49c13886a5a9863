package tools.sota.limits;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The plan that an account is on.
///
/// @param anchor the instant that monthly anniversaries count from; null for calendar months
/// @param beyondCalls how many calls of a period may pass beyond the plan's, because somebody pays for them
public record Entitlement(
        UUID accountId, String plan, @Nullable Instant anchor, long beyondCalls) {
    Period periodAt(Instant at) {
        return anchor == null ? Period.calendarMonth(at) : Period.anniversary(anchor, at);
    }
}
