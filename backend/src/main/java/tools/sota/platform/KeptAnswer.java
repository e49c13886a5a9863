package tools.sota.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The answer to the first request with an Idempotency-Key, on its way to the store.
///
/// @param claim id of the claim
/// @param claimedAt tells this claim from a later one of the same key
/// @param sealed null when it is too large to be kept
public record KeptAnswer(byte[] claim, Instant claimedAt, byte @Nullable [] sealed) {}
