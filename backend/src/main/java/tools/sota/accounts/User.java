package tools.sota.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user and the person behind it.
public record User(
        UUID id,
        String email,
        @Nullable String name,
        @Nullable Instant emailProvenAt,
        Instant createdAt) {
    /// Without the person: users end up in log lines.
    @Override
    public String toString() {
        return "User[" + id + ']';
    }
}
