package tools.sota.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;

/// Usage queries, one at a time, of an account with ten million calls of ten keys in the last year, made by SQL, sums
/// beside rows.
record UsageFigures(Stage stage, KeyFiles keys, BiFunction<Path, String[], JsonNode> generate, PrintStream out) {
    private static final int ROWS = 10_000_000;
    private static final List<String> QUERIES = List.of(
            "/v1/usage",
            "/v1/usage?interval=hour&from={62}",
            "/v1/usage?interval=hour&group_by=key&from={62}",
            "/v1/usage?interval=day&from={365}",
            "/v1/usage?interval=day&group_by=key&from={365}",
            "/v1/usage?interval=day&group_by=member&from={365}",
            "/v1/usage?interval=day&group_by=product&from={365}",
            "/v1/usage?interval=day&group_by=status&from={365}",
            "/v1/usage?interval=month&group_by=key&from={365}",
            "/v1/usage/records?limit=100");

    Map<String, Object> measure() {
        var key = keys.of("team", 1);
        out.printf("%nFilling %,d rows …%n", ROWS);
        fill(key);
        var figures = new LinkedHashMap<String, Object>();
        for (var query : QUERIES) {
            var path = query.replace("{62}", daysAgo(61)).replace("{365}", daysAgo(364));
            var run = generate.apply(unlimited(key), new String[] {"--path", path, "--connections", "1"});
            figures.put(query, run);
        }
        return figures;
    }

    /// The plan Team would stop the queries; its account is put on the plan without limits.
    private Path unlimited(Path key) {
        execute("update entitlement set plan = '" + LoadCatalog.PLAN + "' where account_id = '" + account(key) + "'");
        return key;
    }

    private void fill(Path key) {
        var account = account(key);
        execute("""
                insert into api_key (id, account_id, environment, name, hash, pepper_version, hint, scopes, created_at)
                select gen_random_uuid(), '%s', 'live', 'Load', sha256(n::text::bytea), 1, 'sota_live_…', '{tools}', now()
                from generate_series(2, 10) n
                """.formatted(account));
        execute("""
                insert into usage_event (id, account_id, environment, key_id, product, calls, status, at, period_start)
                select (left(uuid_at(at)::text, 14) || '7' || substr(md5(n::text), 1, 3) || '-8' || substr(md5(n::text), 4, 3)
                        || '-' || substr(md5('b' || n), 1, 12))::uuid,
                       '%1$s', 'live', keys.ids[1 + n %% 10], (array['echo', 'memory'])[1 + n / 10 %% 2], 1, 200, at,
                       date_trunc('month', at, 'UTC')
                from (select n, now() - interval '365 days' * (n::float8 / %2$d) as at from generate_series(1, %2$d) n) calls,
                     (select array_agg(id) as ids from api_key where account_id = '%1$s') keys
                """.formatted(account, ROWS));
        sum(account, "hourly", "hour");
        sum(account, "daily", "day");
        execute("analyze usage_event");
        execute("analyze usage_hourly");
        execute("analyze usage_daily");
    }

    private void sum(UUID account, String table, String width) {
        execute("""
                insert into usage_%1$s (account_id, environment, %2$s, key_id, product, calls)
                select account_id, environment, date_trunc('%2$s', at, 'UTC'), key_id, product, sum(calls)
                from usage_event where account_id = '%3$s' group by 1, 2, 3, 4, 5
                on conflict do nothing
                """.formatted(table, width, account));
    }

    private UUID account(Path key) {
        try {
            var secret = Files.readString(key).strip();
            var hint = secret.substring(0, 10) + '…' + secret.substring(secret.length() - 4);
            try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                    var question = connection.prepareStatement("select account_id from api_key where hint = ?")) {
                question.setString(1, hint);
                var row = question.executeQuery();
                row.next();
                return row.getObject(1, UUID.class);
            }
        } catch (IOException | SQLException e) {
            throw new CannotStart("The account of the key is not known: " + e.getMessage(), e);
        }
    }

    private void execute(String statement) {
        try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new CannotStart("The rows could not be made: " + e.getMessage(), e);
        }
    }

    private static String daysAgo(int days) {
        return java.time.LocalDate.now(java.time.ZoneOffset.UTC).minusDays(days) + "T00:00:00Z";
    }
}
