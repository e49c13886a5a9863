package tools.sota.sandbox.load;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import tools.sota.sandbox.App;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;
import tools.sota.sandbox.Waiting;

/// Kills the jar and its stores at random under load, many times, and compares the ledger with what callers were told.
final class Crash {
    private static final int KEYS = 40;
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 2_000;
    private static final Duration TO_SETTLE = Duration.ofMinutes(2);
    private static final Pattern USED = Pattern.compile("\"quota\":\\{[^}]*\"used\":(\\d+)");

    private final Stage stage;
    private final PrintStream out;
    private final int rounds;
    private final long seed;
    private final List<String> findings = new ArrayList<>();

    Crash(Stage stage, Words words, PrintStream out) {
        this.stage = stage;
        this.out = out;
        this.rounds = words.number("ROUNDS", 10);
        this.seed = words.number("SEED", System.nanoTime() % 1_000_000);
    }

    private enum Fault {
        THE_JAR_IS_KILLED,
        REDIS_FORGETS_EVERYTHING,
        REDIS_RESTARTS,
        POSTGRESQL_STOPS_IMMEDIATELY
    }

    int run() {
        out.printf("%d rounds, seed %d (SEED=%d repeats the order of faults)%n", rounds, seed, seed);
        var random = new Random(seed);
        var app = stage.start(Bench.JAVA);
        var keys = keys();
        int port = URI.create(stage.url()).getPort();
        var load = new CrashLoad(port, keys, random);
        for (int round = 1; round <= rounds; round++) {
            sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
            var fault = Fault.values()[random.nextInt(Fault.values().length)];
            app = suffer(fault, app);
            out.printf("  %3d %-30s %,9d acknowledged%n", round, word(fault), load.acknowledged.size());
        }
        sleep(LONGEST_MILLIS);
        load.close();
        judge(load, keys);
        return findings.isEmpty() ? 0 : 1;
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private App suffer(Fault fault, App app) {
        switch (fault) {
            case THE_JAR_IS_KILLED -> {
                app.kill();
                return stage.start(Bench.JAVA);
            }
            case REDIS_FORGETS_EVERYTHING -> stage.redis().flush();
            case REDIS_RESTARTS -> {
                stage.redis().kill();
                stage.redis().restart();
            }
            case POSTGRESQL_STOPS_IMMEDIATELY -> {
                stage.postgres().stopImmediately();
                stage.postgres().restart();
            }
        }
        return app;
    }

    private List<LoadKeys.Made> keys() {
        var keys = new ArrayList<LoadKeys.Made>();
        LoadKeys.make(stage.postgres().jdbcUrl(), stage.pepper(), LoadCatalog.PLAN, KEYS, keys::add);
        return keys;
    }

    private void judge(CrashLoad load, List<LoadKeys.Made> keys) {
        var audit = LedgerAudit.of(stage, load.acknowledged);
        audit.print(out);
        expect(audit.isClean(), audit.sentence());
        long lost = load.unanswered.values().stream().mapToLong(AtomicLong::get).sum();
        out.printf("%d calls without an answer, %d repeated with their Idempotency-Key%n", lost, load.repeated.get());
        var rows = rows(load);
        expect(rows.ofFailed == 0, rows.ofFailed + " calls were charged though their answer was a failure");
        rows.further.forEach((account, further) -> {
            var unanswered =
                    load.unanswered.getOrDefault(account, new AtomicLong()).get();
            expect(
                    further <= unanswered,
                    "account %s has %d rows that nobody was told of, and %d calls without an answer"
                            .formatted(account, further, unanswered));
        });
        keys.forEach(key -> expectQuotaToAgree(key, rows.calls.getOrDefault(key.account(), 0L)));
        if (findings.isEmpty()) {
            out.println("Every acknowledged call is in the ledger once, sums and quota agree with the rows.");
        }
    }

    /// @param calls charged, by account
    /// @param further rows of calls that were not acknowledged, by account
    /// @param ofFailed rows of calls that were answered with a failure
    private record Rows(Map<UUID, Long> calls, Map<UUID, Long> further, long ofFailed) {}

    private Rows rows(CrashLoad load) {
        var calls = new HashMap<UUID, Long>();
        var further = new HashMap<UUID, Long>();
        long ofFailed = 0;
        try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                var statement = connection.createStatement();
                var row = statement.executeQuery("select id, account_id, calls from usage_event")) {
            while (row.next()) {
                var id = row.getObject(1, UUID.class);
                var account = row.getObject(2, UUID.class);
                calls.merge(account, row.getLong(3), Long::sum);
                if (load.failed.contains(id)) {
                    ofFailed++;
                } else if (!load.acknowledged.contains(id)) {
                    further.merge(account, 1L, Long::sum);
                }
            }
            return new Rows(calls, further, ofFailed);
        } catch (SQLException e) {
            throw new CannotStart("The ledger cannot be read: " + e.getMessage(), e);
        }
    }

    /// Holds of calls that a crash cut off end by themselves after a while.
    private void expectQuotaToAgree(LoadKeys.Made key, long charged) {
        boolean agrees = Waiting.until(TO_SETTLE, () -> used(key) == charged);
        expect(
                agrees,
                "account %s was charged %d calls and its quota says %d"
                        .formatted(key.account(), charged, agrees ? charged : used(key)));
    }

    private long used(LoadKeys.Made key) {
        int port = URI.create(stage.url()).getPort();
        try (var connection = PlainConnection.open(port)) {
            var me = connection.ask(
                    "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key.secret() + "\r\n\r\n");
            var used = USED.matcher(me.body());
            return used.find() ? Long.parseLong(used.group(1)) : -1;
        } catch (IOException e) {
            return -1;
        }
    }

    private void expect(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
            out.println("FINDING (seed " + seed + "): " + finding);
        }
    }

    private static void sleep(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
