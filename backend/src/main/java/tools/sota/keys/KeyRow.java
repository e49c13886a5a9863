package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// A key in the words of its table.
record KeyRow(
        UUID id,
        UUID accountId,
        String environment,
        String name,
        String hint,
        List<String> scopes,
        @Nullable UUID createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        long version) {

    Key key() {
        var known = scopes.stream().map(Scope::parse).flatMap(Optional::stream).toList();
        return new Key(
                id,
                accountId,
                Environment.of(environment),
                name,
                hint,
                known,
                createdBy,
                createdAt,
                expiresAt,
                revokedAt,
                lastUsedAt,
                version);
    }
}
