package tools.sota.limits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Database;
import tools.sota.platform.Environment;

/// The limits of one account that differ from its plan's, for the operator. Running nodes hear of each change.
public final class Overrides {
    private final Jdbi jdbi;

    private Overrides(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static Overrides of(Database database) {
        return new Overrides(database.rows(Noted.class).jdbi());
    }

    /// One that is set. A bucket has capacity and rate, the quota has calls.
    public record Noted(
            String environment,
            String name,
            @Nullable Integer capacity,
            @Nullable Integer perMinute,
            @Nullable Long calls,
            String reason,
            Instant changedAt) {}

    public List<Noted> all(UUID account) {
        return jdbi.withExtension(OverrideRows.class, rows -> rows.all(account));
    }

    /// @return false when there is no such account
    public boolean setBucket(UUID account, Environment environment, NamedLimit limit, String reason) {
        return set(new OverrideRows.New(
                account, environment.code(), limit.name(), limit.capacity(), limit.perMinute(), null, reason));
    }

    /// @param calls of a period
    /// @return false when there is no such account
    public boolean setQuota(UUID account, Environment environment, long calls, String reason) {
        return set(new OverrideRows.New(account, environment.code(), LimitOverride.QUOTA, null, null, calls, reason));
    }

    /// The plan's holds again.
    ///
    /// @return false when it held already
    public boolean remove(UUID account, Environment environment, String name) {
        return jdbi.withExtension(OverrideRows.class, rows -> rows.remove(account, environment.code(), name)) > 0;
    }

    private boolean set(OverrideRows.New override) {
        return jdbi.withExtension(OverrideRows.class, rows -> rows.put(override)) > 0;
    }
}
