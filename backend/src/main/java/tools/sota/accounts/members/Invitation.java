package tools.sota.accounts.members;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Role;

/// Somebody who was asked into an account.
///
/// @param invitedBy the address of whoever asked last; null when that person is gone
record Invitation(
        UUID id,
        UUID accountId,
        String accountName,
        String email,
        Role role,
        @Nullable UUID inviterId,
        @Nullable String invitedBy,
        Instant createdAt,
        Instant sentAt,
        Instant expiresAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant revokedAt) {
    boolean waits(Instant now) {
        return acceptedAt == null && revokedAt == null && expiresAt.isAfter(now);
    }

    /// Without the address: invitations end up in log lines.
    @Override
    public String toString() {
        return "Invitation[" + id + ']';
    }
}
