package tools.sota.usage.decisions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// A request that was refused or failed, and so was not charged.
///
/// @param keyId null for a session
/// @param product null where none was reached
/// @param rule a word from a small set, for it is counted by. Which rule refused: `minute`, `period`, `key_cap`,
///     `key_rate`, the name of a named limit, `scope`, `ip`, `frozen`, `revoked`, `expired`, `invalid`; or how it
///     failed: `upstream`, `failed`, `left` by its caller
/// @param calls what it would have cost
/// @param limits null when it came to its end before admission
/// @param passesAt when the same request would pass; null when waiting does not help
public record DecisionNote(
        UUID requestId,
        UUID accountId,
        Environment environment,
        @Nullable UUID keyId,
        @Nullable String product,
        int status,
        String rule,
        int calls,
        @Nullable Limits limits,
        @Nullable Instant passesAt,
        Instant at) {

    /// What admission saw.
    ///
    /// @param capacity of the bucket that decided
    /// @param tokensLeft in it
    /// @param quota calls of the period
    /// @param used calls charged in the period
    /// @param held calls of requests in flight
    public record Limits(long capacity, long tokensLeft, long quota, long used, long held) {}
}
