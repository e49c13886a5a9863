package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.platform.Ids;
import tools.sota.platform.Resources;
import tools.sota.sandbox.Durability;
import tools.sota.sandbox.Postgres;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.JarProcess;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// The process is killed with SIGKILL in the middle of a thousand calls, over a PostgreSQL that really writes to disk.
class CrashTest {
    private static final int CALLS = 1_000;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;
    private static final int AT_ONCE = 200;

    @TempDir
    Path folder;

    @Test
    void everyAcknowledgedCallIsInTheLedgerOnceAndTheQuotaAgrees() throws Exception {
        try (var postgres = Postgres.start(folder.resolve("postgres"), 0, Durability.DURABLE)) {
            var environment = new LinkedHashMap<>(Product.environment(postgres.jdbcUrl(), Product.freePort()));
            environment.put("CATALOG", generousCatalog().toString());
            var first = JarProcess.start(environment);
            var stranger = Stranger.signUp(first.client(), "crash@example.com").proveEmail();
            var key = stranger.liveKey();

            var load = new Load(first.client().withKey(key));
            load.runAndKillAfter(ACKNOWLEDGED_BEFORE_THE_KILL, first);

            try (var second = JarProcess.start(environment)) {
                var ledger = ledger(postgres);
                var inFlight = CALLS - load.acknowledged.size() - load.refused.get() - load.neverSent.get();
                System.out.println(
                        "crash: " + load.acknowledged.size() + " acknowledged, " + ledger.size() + " in the ledger, "
                                + (ledger.size() - load.acknowledged.size()) + " of calls in flight at the kill");
                assertThat(load.acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
                assertThat(ledger).doesNotHaveDuplicates().containsAll(load.acknowledged);
                assertThat(ledger.size() - load.acknowledged.size()).isBetween(0, inFlight);
                assertQuotaAgrees(second.client().withKey(key), ledger.size());
            }
        }
    }

    private static void assertQuotaAgrees(Client key, int charged) {
        assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(charged);
        assertThat(key.get("/v1/usage").json().at("/total/calls").asInt()).isEqualTo(charged);
        assertThat(key.get("/v1/echo").status()).isEqualTo(200);
        assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(charged + 1);
    }

    private static List<String> ledger(Postgres postgres) {
        return Jdbi.create(postgres.jdbcUrl())
                .withHandle(handle -> handle.createQuery("select id from usage_event")
                        .mapTo(UUID.class)
                        .list())
                .stream()
                .map(id -> Ids.show("req", id))
                .collect(Collectors.toList());
    }

    /// The free plan without limits that a thousand calls would reach.
    private Path generousCatalog() {
        var catalog = Resources.text("/catalog.yaml")
                .replace("calls_per_month: 100\n", "calls_per_month: 100000\n")
                .replace(
                        "rate: { capacity: 10, per_minute: 10 }\n    members",
                        "rate: { capacity: 10000, per_minute: 10000 }\n    members");
        try {
            return Files.writeString(folder.resolve("catalog.yaml"), catalog);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Many callers at once, who remember what was acknowledged.
    private static final class Load {
        private final Client key;
        private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        private final AtomicInteger refused = new AtomicInteger();
        private final AtomicInteger neverSent = new AtomicInteger();
        private final CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
        private final Semaphore places = new Semaphore(AT_ONCE);
        private volatile boolean killed;

        Load(Client key) {
            this.key = key;
        }

        void runAndKillAfter(int acknowledgements, JarProcess process) throws InterruptedException {
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int call = 0; call < CALLS; call++) {
                    callers.execute(this::call);
                }
                assertThat(enough.await(60, TimeUnit.SECONDS))
                        .as(acknowledgements + " acknowledged")
                        .isTrue();
                killed = true;
                process.kill();
            }
        }

        private void call() {
            places.acquireUninterruptibly();
            try {
                if (killed) {
                    neverSent.incrementAndGet();
                } else {
                    remember(key.get("/v1/echo"));
                }
            } catch (UncheckedIOException lost) {
                assertThat(killed)
                        .as("a call was lost before the kill: " + lost)
                        .isTrue();
            } finally {
                places.release();
            }
        }

        private void remember(Answer answer) {
            if (answer.status() == 200) {
                acknowledged.add(answer.text("request_id"));
                enough.countDown();
            } else {
                refused.incrementAndGet();
            }
        }
    }
}
