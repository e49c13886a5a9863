package tools.sota.limits;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What admission says to one request. The headers of the answer are made from it.
///
/// @param outcome admitted, or which policy refused
/// @param buckets the account's own, then the further limits of the attempt, as they stand afterwards
/// @param refusing number of the bucket that refused
/// @param used calls charged in the period
/// @param held calls held by requests in flight, this one included
/// @param keyUsed calls used and held by a key with a cap of its own
/// @param hold to be ended when the request ends; null where nothing is held
/// @param lookAlike id of an equal request moments ago; empty for none
/// @param local whether this node decided alone, because Redis did not answer
public record Decision(
        Outcome outcome,
        Allowance allowance,
        List<Bucket> buckets,
        int refusing,
        long used,
        long held,
        long keyUsed,
        @Nullable Hold hold,
        String lookAlike,
        boolean local) {
    /// Admitted, or the policy that refused.
    public enum Outcome {
        ADMITTED,
        TOO_FAST,
        QUOTA_USED_UP,
        KEY_CAP_USED_UP
    }

    /// @param left whole tokens
    /// @param next until one more token is there; zero when it is full
    public record Bucket(NamedLimit limit, long left, Duration next) {}

    public boolean admitted() {
        return outcome == Outcome.ADMITTED;
    }

    public long remaining() {
        return Math.max(0, allowance.calls() - used - held);
    }

    /// Percent of the period's calls that are used or held, as far as it is worth a warning: 100, 80 or 50; 0 below.
    public int warning() {
        long percent = allowance.included() == 0 ? 100 : (used + held) * 100 / allowance.included();
        return percent >= 100 ? 100 : percent >= 80 ? 80 : percent >= 50 ? 50 : 0;
    }

    /// The account's own bucket.
    public Bucket rate() {
        return buckets.getFirst();
    }

    public Bucket refusingBucket() {
        return buckets.get(refusing);
    }
}
