package tools.sota.limits;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// One request before admission.
///
/// @param bucket names the bucket inside the account
/// @param further limits beside the plan's, each with a bucket of its own inside the account
/// @param tokens to take from each bucket: 1, or 0 when this request has taken its token before
/// @param calls to hold; 0 for requests that are free
/// @param key what the caller knows of its key; null for a session
/// @param fingerprint of the work asked for, to tell look-alikes; empty where repeating is usual
public record Attempt(
        UUID requestId,
        UUID accountId,
        Environment environment,
        String bucket,
        Allowance allowance,
        List<NamedLimit> further,
        int tokens,
        int calls,
        @Nullable KnownKey key,
        String fingerprint) {

    /// @param version a newer one in Redis means that the key must be read again
    /// @param cap calls that this key alone may use in a period; null for no other than the account's
    public record KnownKey(UUID id, long version, @Nullable Integer cap) {}

    /// Where the tokens of a further limit are: a key's own are apart from those of the account's other keys.
    String bucketOf(NamedLimit limit) {
        return key != null && limit.name().equals(NamedLimit.OF_KEY)
                ? bucket + ':' + limit.name() + ':' + key.id()
                : bucket + ':' + limit.name();
    }

    /// The id of a key with a cap of its own; empty for others.
    String cappedKey() {
        return key == null || key.cap() == null ? "" : key.id().toString();
    }
}
