package tools.sota.usage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Store;
import tools.sota.usage.Charge;
import tools.sota.usage.LedgerSeed;

class ReconciliationTest {
    private static final Instant NOW = Instant.parse("2027-06-20T12:00:00Z");
    private static final Instant DAY = Instant.parse("2027-06-18T00:00:00Z");
    private static final Instant HOUR = Instant.parse("2027-06-18T09:00:00Z");
    private static final Instant PERIOD = Instant.parse("2027-06-01T00:00:00Z");

    @Test
    void eachKindOfDriftIsNamedAndHealed() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(NOW);
            awaitNightly(own, NOW);
            var store = Store.of(own);
            var account = seeded(own, 50);
            assertThat(run(own)).isEmpty();

            store.run("update usage_hourly set calls = calls + 5 where hour = ?", HOUR.atOffset(ZoneOffset.UTC));
            store.run("delete from usage_daily");
            store.run("update usage_period set calls = calls - 3");
            store.run(
                    "insert into usage_hourly values (?, 'test', '2027-06-02T00:00Z', ?, 'ghost', 9)",
                    account,
                    new UUID(0, 1));

            assertThat(run(own))
                    .extracting(
                            Drift::kind, Drift::environment, Drift::at, Drift::product, Drift::expected, Drift::found)
                    .containsExactly(
                            Tuple.tuple(Drift.Kind.HOURLY, "live", HOUR, "echo", 50L, 55L),
                            Tuple.tuple(
                                    Drift.Kind.HOURLY, "test", Instant.parse("2027-06-02T00:00:00Z"), "ghost", 0L, 9L),
                            Tuple.tuple(Drift.Kind.DAILY, "live", DAY, "echo", 50L, 0L),
                            Tuple.tuple(Drift.Kind.PERIOD, "live", PERIOD, null, 50L, 47L));
            assertThat(own.usageParts().reconciliation().lastDrift()).isEqualTo(4);
            assertThat(store.number("select count(*) from reconciliation_drift"))
                    .isEqualTo(4);
            assertThat(store.number("select sum(calls) from usage_hourly")).isEqualTo(50);
            assertThat(store.number("select count(*) from usage_hourly")).isEqualTo(1);
            assertThat(store.number("select sum(calls) from usage_daily")).isEqualTo(50);
            assertThat(store.number("select calls from usage_period")).isEqualTo(50);
            assertThat(run(own)).isEmpty();
            assertThat(own.usageParts().reconciliation().lastDrift()).isZero();
        }
    }

    @Test
    void aRowThatIsGoneIsADriftOfEverySumAboveIt() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(NOW);
            awaitNightly(own, NOW);
            seeded(own, 20);
            Store.of(own).run("delete from usage_event where id = (select id from usage_event order by id limit 1)");

            assertThat(run(own))
                    .extracting(Drift::kind, Drift::expected, Drift::found)
                    .containsExactly(
                            Tuple.tuple(Drift.Kind.HOURLY, 19L, 20L),
                            Tuple.tuple(Drift.Kind.DAILY, 19L, 20L),
                            Tuple.tuple(Drift.Kind.PERIOD, 19L, 20L));
            assertThat(run(own)).isEmpty();
        }
    }

    @Test
    void rowsWithoutAnySumAreFound() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(NOW);
            awaitNightly(own, NOW);
            seeded(own, 5);
            var store = Store.of(own);
            List.of("usage_hourly", "usage_daily", "usage_period").forEach(table -> store.run("delete from " + table));

            assertThat(run(own)).extracting(Drift::found).containsExactly(0L, 0L, 0L);
            assertThat(run(own)).isEmpty();
        }
    }

    @Test
    void manyCallsAreComparedSomeDaysAtATime() {
        long seed = System.nanoTime();
        System.out.println("reconciliation: seed " + seed);
        var random = new Random(seed);
        try (var own = Product.fresh()) {
            own.clock().leapTo(NOW);
            awaitNightly(own, NOW);
            var ids = new Ids(own.clock());
            var account = Store.account(own.signUp());
            var charges = java.util.stream.IntStream.range(0, 400)
                    .mapToObj(at ->
                            NOW.minusMillis(random.nextLong(Duration.ofDays(60).toMillis())))
                    .map(at -> new Charge(
                            ids.at(at),
                            account,
                            Environment.LIVE,
                            new UUID(0, random.nextInt(3)),
                            "echo",
                            1 + random.nextInt(5_000),
                            200,
                            Period.calendarMonth(at).start(),
                            null))
                    .toList();
            LedgerSeed.write(Store.of(own).jdbi(), charges);
            assertThat(run(own)).isEmpty();

            Store.of(own).run("update usage_daily set calls = calls + 1");

            assertThat(run(own)).hasSize((int) Store.of(own).number("select count(*) from usage_daily"));
            assertThat(run(own)).isEmpty();
        }
    }

    @Test
    void whatRedisCountsIsComparedAndCountedAnew() {
        try (var own = Product.fresh();
                var redis = RedisClient.create(URI.create(Services.redis().uri()))) {
            awaitNightly(own, Instant.EPOCH);
            var stranger = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            key.get("/v1/echo");
            key.get("/v1/usage");
            assertThat(run(own)).isEmpty();
            var state = redis.keys("*" + Store.account(stranger) + "*quota*").stream()
                    .filter(name -> redis.type(name).equals("hash"))
                    .findFirst()
                    .orElseThrow();
            redis.hincrBy(state, "used", 7);

            assertThat(run(own))
                    .extracting(Drift::kind, Drift::expected, Drift::found)
                    .containsExactly(Tuple.tuple(Drift.Kind.LIVE, 1L, 8L));

            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(1);
            assertThat(run(own)).isEmpty();
        }
    }

    @Test
    void healthyDataUnderLoadHasNoDriftAndHealingLosesNothing() {
        try (var own = Product.fresh()) {
            awaitNightly(own, Instant.EPOCH);
            var stranger = own.signUp().proveEmail();
            var account = Store.account(stranger);
            for (var limit : List.of("'minute', 10000, 10000, null", "'period', null, null, 100000")) {
                Store.of(own)
                        .run(
                                "insert into limit_override (account_id, environment, name, capacity, per_minute, calls, reason)"
                                        + " values (?, 'live', " + limit + ", 'test')",
                                account);
            }
            var key = own.client().withKey(stranger.liveKey());
            var loading = new AtomicBoolean(true);
            var load = Thread.ofVirtual().start(() -> {
                while (loading.get()) {
                    InParallel.times(16, number -> key.get("/v1/echo").status());
                }
            });
            for (int round = 1; round <= 4; round++) {
                int rows = round * 100;
                Awaitility.await().until(() -> Store.of(own).number("select count(*) from usage_event") > rows);
                assertThat(run(own)).isEmpty();
            }
            Store.of(own).run("update usage_hourly set calls = calls + 1000");
            assertThat(run(own)).extracting(Drift::missing).containsExactly(-1000L);
            loading.set(false);
            join(load);
            key.get("/v1/usage");

            assertThat(run(own)).isEmpty();
            assertThat(Store.of(own).number("select sum(calls) from usage_hourly"))
                    .isEqualTo(Store.of(own).number("select count(*) from usage_event"))
                    .isGreaterThan(50);
        }
    }

    @Test
    void twoDoNotHealAtOnce() {
        try (var own = Product.fresh()) {
            awaitNightly(own, Instant.EPOCH);
            Store.of(own).jdbi().useHandle(other -> {
                other.execute("select pg_advisory_lock(" + RunRows.ONE_AT_A_TIME + ")");

                assertThat(own.usageParts().reconciliation().run(NOW)).isEmpty();
            });
            Awaitility.await()
                    .until(() -> own.usageParts().reconciliation().run(NOW).isPresent());
        }
    }

    /// The nightly run comes at once in a fresh database, and again after a leap; it would heal what a test breaks.
    private static void awaitNightly(Product own, Instant since) {
        Awaitility.await()
                .until(() -> Store.of(own)
                                .number(
                                        "select count(*) from reconciliation_run where ended_at is not null and started_at >= ?",
                                        since.atOffset(ZoneOffset.UTC))
                        > 0);
    }

    private static List<Drift> run(Product own) {
        var since = own.clock().instant().minus(Duration.ofDays(64));
        return own.usageParts().reconciliation().run(since).orElseThrow().first();
    }

    /// So many calls of one key in one hour.
    private static UUID seeded(Product own, int calls) {
        var ids = new Ids(own.clock());
        var account = Store.account(own.signUp());
        var charges = java.util.stream.IntStream.range(0, calls)
                .mapToObj(at -> new Charge(
                        ids.at(HOUR.plusSeconds(at)),
                        account,
                        Environment.LIVE,
                        new UUID(0, 7),
                        "echo",
                        1,
                        200,
                        PERIOD,
                        null))
                .toList();
        LedgerSeed.write(Store.of(own).jdbi(), charges);
        return account;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
