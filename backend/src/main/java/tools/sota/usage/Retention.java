package tools.sota.usage;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets old rows go, a whole month at a time: its partition is taken out of the table and dropped. Sums are kept for
/// ever, so old totals still answer when their rows are gone.
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int CHUNK = 10_000;
    /// The lock is needed for a moment only; a job that does not get it comes again.
    private static final String LOCK_WITHIN = "set local lock_timeout = '2s'";

    private final Jdbi jdbi;
    private final String table;
    private final int months;
    private final Clock clock;

    /// @param table partitioned by months, `table_2026_11`, on a UUIDv7
    /// @param months that are kept beside the current one
    public Retention(Jdbi jdbi, String table, int months, Clock clock) {
        this.jdbi = jdbi;
        this.table = table;
        this.months = months;
        this.clock = clock;
    }

    /// The first month whose rows are kept.
    public YearMonth firstKept() {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).minusMonths(months);
    }

    public void dropOld() {
        var first = firstKept();
        var old = jdbi.withHandle(handle -> handle.createQuery("""
                        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = cast(:table as regclass)
                          and c.relname ~ ('^' || :table || '_[0-9]{4}_[0-9]{2}$') and c.relname < :first
                        order by c.relname
                        """)
                .bind("table", table)
                .bind("first", partition(first))
                .mapTo(String.class)
                .list());
        old.forEach(this::drop);
        emptyDefault(first);
    }

    private void drop(String partition) {
        try {
            jdbi.useTransaction(transaction -> {
                transaction.execute(LOCK_WITHIN);
                transaction.execute("alter table " + table + " detach partition " + partition);
                transaction.execute("drop table " + partition);
            });
            LOG.info("{} is older than {} months and was dropped; its sums are kept", partition, months);
        } catch (JdbiException e) {
            LOG.warn("{} could not be dropped and will be tried again: {}", partition, e.getMessage());
        }
    }

    /// What came too late for its own partition is in the default one.
    private void emptyDefault(YearMonth first) {
        var sql = """
                delete from %1$s_other where ctid = any (array(
                  select ctid from %1$s_other where id < uuid_at('%2$s-01T00:00:00Z') limit %3$d))
                """.formatted(table, first, CHUNK);
        while (jdbi.withHandle(handle -> handle.execute(sql)) == CHUNK) {
            LOG.info("{} old rows of {} were deleted", CHUNK, table);
        }
    }

    private String partition(YearMonth month) {
        return table + '_' + month.toString().replace('-', '_');
    }
}
