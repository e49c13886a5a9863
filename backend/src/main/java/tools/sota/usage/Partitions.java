package tools.sota.usage;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Monthly partitions of the ledger, made ahead of time. What falls outside of them lands in the default partition,
/// so a late job costs speed and never a row.
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final int MONTHS_AHEAD = 2;

    private final Jdbi jdbi;
    private final Clock clock;

    Partitions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public void makeAhead() {
        var first = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
            make(first.plusMonths(ahead));
        }
    }

    private void make(YearMonth month) {
        var sql = """
                create table if not exists usage_event_%s partition of usage_event
                for values from (uuid_at('%s-01T00:00:00Z')) to (uuid_at('%s-01T00:00:00Z'))
                """.formatted(month.toString().replace('-', '_'), month, month.plusMonths(1));
        try {
            jdbi.useHandle(handle -> handle.execute(sql));
        } catch (JdbiException e) {
            LOG.warn(
                    "The partition of {} could not be made; its rows go to the default one: {}", month, e.getMessage());
        }
    }
}
