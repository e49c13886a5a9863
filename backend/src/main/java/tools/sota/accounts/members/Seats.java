package tools.sota.accounts.members;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How many people the plan of an account lets in. Plans in force are known further right, so they bring it.
@FunctionalInterface
public interface Seats {
    /// Null without a limit.
    @Nullable
    Integer of(UUID accountId);
}
