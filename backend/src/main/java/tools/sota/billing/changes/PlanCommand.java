package tools.sota.billing.changes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Interval;

/// What a customer told us to do with the subscription, from the moment it was said until it is done, refused or
/// replaced by a later word.
///
/// @param previewId of a change: the figures that it is made with
/// @param plan of a change
/// @param subscriptionId the one that was meant; null when we knew of none yet
/// @param attempts begun so far, the running one included
public record PlanCommand(
        UUID id,
        UUID accountId,
        Kind kind,
        @Nullable UUID previewId,
        @Nullable String plan,
        @Nullable Interval interval,
        @Nullable String subscriptionId,
        Cancellation.@Nullable When cancelWhen,
        Cancellation.@Nullable Reason reason,
        @Nullable String comment,
        Instant createdAt,
        int attempts) {
    public enum Kind {
        CHANGE,
        CANCEL,
        RESUME
    }

    /// How it ended.
    public enum Outcome {
        DONE,
        REFUSED,
        REPLACED
    }

    Cancellation cancellation() {
        return new Cancellation(cancelWhen == null ? Cancellation.When.PERIOD_END : cancelWhen, reason, comment);
    }

    /// Whether an earlier attempt may have been carried out without our hearing of it.
    boolean isRepeated() {
        return attempts > 1;
    }
}
