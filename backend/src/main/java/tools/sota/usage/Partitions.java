package tools.sota.usage;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Monthly partitions of a table by the time in its ids, made ahead of time. What falls outside of them lands in the
/// default partition, so a late job costs speed and never a row.
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final int MONTHS_AHEAD = 2;

    private final Jdbi jdbi;
    private final Clock clock;
    private final String table;
    private final int monthsBefore;

    /// @param monthsBefore how many of the last months may still get rows
    public Partitions(Jdbi jdbi, Clock clock, String table, int monthsBefore) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.table = table;
        this.monthsBefore = monthsBefore;
    }

    public void makeAhead() {
        var now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int month = -monthsBefore; month <= MONTHS_AHEAD; month++) {
            make(now.plusMonths(month));
        }
    }

    private void make(YearMonth month) {
        var sql = """
                create table if not exists %s_%s partition of %s
                for values from (uuid_at('%s-01T00:00:00Z')) to (uuid_at('%s-01T00:00:00Z'))
                """.formatted(table, month.toString().replace('-', '_'), table, month, month.plusMonths(1));
        try {
            jdbi.useHandle(handle -> handle.execute(sql));
        } catch (JdbiException e) {
            LOG.warn(
                    "The partition of {} of {} could not be made; its rows go to the default one: {}",
                    table,
                    month,
                    e.getMessage());
        }
    }
}
