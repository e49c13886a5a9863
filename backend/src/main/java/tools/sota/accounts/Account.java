package tools.sota.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What keys, usage and money belong to.
///
/// @param paidAt when its first invoice was paid; null until then
public record Account(
        UUID id, String name, Instant createdAt, @Nullable Instant paidAt) {}
