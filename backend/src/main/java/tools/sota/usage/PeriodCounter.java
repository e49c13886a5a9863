package tools.sota.usage;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.limits.CountedCalls;
import tools.sota.platform.Environment;

/// Counts for admission: the period's sum and the snapshot it was read in, by one statement.
public final class PeriodCounter implements CountedCalls {
    private final Jdbi jdbi;

    PeriodCounter(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Count count(UUID accountId, Environment environment, Instant periodStart) {
        var counted =
                jdbi.withExtension(UsageRows.class, rows -> rows.counted(accountId, environment.code(), periodStart));
        return new Count(counted.calls(), counted.snapshot());
    }
}
