package tools.sota.limits;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// One request before admission.
///
/// @param bucket names the bucket inside the account
/// @param calls to hold; 0 for requests that are free
/// @param key what the caller knows of its key; null for a session
public record Attempt(
        UUID requestId,
        UUID accountId,
        Environment environment,
        String bucket,
        Allowance allowance,
        int calls,
        @Nullable KnownKey key) {

    /// @param version a newer one in Redis means that the key must be read again
    public record KnownKey(UUID id, long version) {}
}
