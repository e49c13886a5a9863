package tools.sota.usage.ingest;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Monthly partitions of the events: the last ones too, for events may be weeks old.
public final class MeterPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(MeterPartitions.class);
    private static final int MONTHS_BEFORE = 2;
    private static final int MONTHS_AHEAD = 2;

    private final Jdbi jdbi;
    private final Clock clock;

    MeterPartitions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public void makeAhead() {
        var now = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        for (int month = -MONTHS_BEFORE; month <= MONTHS_AHEAD; month++) {
            make(now.plusMonths(month));
        }
    }

    private void make(YearMonth month) {
        var sql = """
                create table if not exists meter_event_%s partition of meter_event
                for values from (uuid_at('%s-01T00:00:00Z')) to (uuid_at('%s-01T00:00:00Z'))
                """.formatted(month.toString().replace('-', '_'), month, month.plusMonths(1));
        try {
            jdbi.useHandle(handle -> handle.execute(sql));
        } catch (JdbiException e) {
            LOG.warn(
                    "The partition of events of {} could not be made; they go to the default one: {}",
                    month,
                    e.getMessage());
        }
    }
}
