package tools.sota.accounts.members;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Role;

/// Somebody who belongs to an account.
record Member(UUID userId, String email, @Nullable String name, Role role, Instant joinedAt) {
    /// Without the person: members end up in log lines.
    @Override
    public String toString() {
        return "Member[" + userId + ", " + role.code() + ']';
    }
}
