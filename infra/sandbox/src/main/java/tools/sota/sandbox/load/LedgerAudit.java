package tools.sota.sandbox.load;

import java.io.PrintStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;
import tools.sota.sandbox.Waiting;

/// The ledger beside what was acknowledged, read from PostgreSQL itself.
///
/// @param acknowledged calls whose answer was 2xx
/// @param missing of those, the ones without a row
/// @param doubled rows beyond one for an id
/// @param further rows of other calls, whose answers were lost
/// @param sumsDiffer hours and periods whose sum is not that of their rows
record LedgerAudit(long acknowledged, long missing, long doubled, long further, long sumsDiffer) {
    private static final Duration TO_DRAIN = Duration.ofSeconds(60);
    private static final String HOURS_THAT_DIFFER = """
            select count(*) from (
              select account_id, environment, date_trunc('hour', at, 'UTC') as hour, key_id, product, sum(calls) as calls
              from usage_event group by 1, 2, 3, 4, 5) rows
            full join usage_hourly sums using (account_id, environment, hour, key_id, product)
            where rows.calls is distinct from sums.calls""";
    private static final String PERIODS_THAT_DIFFER = """
            select count(*) from (
              select account_id, environment, period_start, sum(calls) as calls from usage_event group by 1, 2, 3) rows
            full join usage_period sums using (account_id, environment, period_start)
            where rows.calls is distinct from sums.calls""";

    /// Waits for a while until every acknowledged call has its row: what is durable may be drained later.
    static LedgerAudit of(Stage stage, Set<UUID> acknowledged) {
        Waiting.until(TO_DRAIN, () -> look(stage, acknowledged).isClean());
        return look(stage, acknowledged);
    }

    boolean isClean() {
        return missing + doubled + sumsDiffer == 0;
    }

    Map<String, Long> figures() {
        return Map.of(
                "acknowledged",
                acknowledged,
                "missing",
                missing,
                "doubled",
                doubled,
                "further",
                further,
                "sums_differ",
                sumsDiffer);
    }

    void print(PrintStream out) {
        out.println("Ledger: " + sentence());
    }

    String sentence() {
        return "%,d acknowledged, %d missing, %d doubled, %d of calls without an answer, %d sums that differ from their rows"
                .formatted(acknowledged, missing, doubled, further, sumsDiffer);
    }

    private static LedgerAudit look(Stage stage, Set<UUID> acknowledged) {
        try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(10_000);
            long rows = 0;
            var distinct = new HashSet<UUID>();
            try (var ids = statement.executeQuery("select id from usage_event")) {
                for (; ids.next(); rows++) {
                    distinct.add(ids.getObject(1, UUID.class));
                }
            }
            long present = acknowledged.stream().filter(distinct::contains).count();
            long differing = count(statement, HOURS_THAT_DIFFER) + count(statement, PERIODS_THAT_DIFFER);
            return new LedgerAudit(
                    acknowledged.size(),
                    acknowledged.size() - present,
                    rows - distinct.size(),
                    distinct.size() - present,
                    differing);
        } catch (SQLException e) {
            throw new CannotStart("The ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static long count(java.sql.Statement statement, String question) throws SQLException {
        try (var row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }
}
