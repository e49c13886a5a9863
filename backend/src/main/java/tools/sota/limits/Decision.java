package tools.sota.limits;

import java.time.Duration;

/// What admission says to one request. The headers of the answer are made from it.
///
/// @param outcome admitted, or which policy refused
/// @param tokensLeft whole tokens in the bucket afterwards
/// @param nextToken until one more token is there; zero when one is
/// @param used calls charged in the period
/// @param held calls held by requests in flight, this one included
public record Decision(
        Outcome outcome, Allowance allowance, long tokensLeft, Duration nextToken, long used, long held) {
    /// Admitted, or the policy that refused.
    public enum Outcome {
        ADMITTED,
        TOO_FAST,
        QUOTA_USED_UP
    }

    public long remaining() {
        return Math.max(0, allowance.calls() - used - held);
    }
}
