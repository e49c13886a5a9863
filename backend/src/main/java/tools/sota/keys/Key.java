package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// An API key as the store knows it: everything but its secret.
///
/// @param version grows with every change; an admission that sees a newer one reads the key again
public record Key(
        UUID id,
        UUID accountId,
        Environment environment,
        String name,
        String hint,
        List<Scope> scopes,
        @Nullable UUID createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version) {

    public boolean allows(Scope scope) {
        return scopes.contains(scope);
    }

    String status(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        return expiresAt != null && !expiresAt.isAfter(now) ? "expired" : "active";
    }
}
