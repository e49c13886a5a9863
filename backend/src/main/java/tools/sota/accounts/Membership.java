package tools.sota.accounts;

import java.time.Instant;
import java.util.UUID;

/// An account a user belongs to.
public record Membership(UUID accountId, String accountName, Instant accountCreatedAt, Role role) {}
