package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Resources;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// When a key ends while callers hammer two nodes, no request that started after the answer passes on either. The long
/// version: `-Drevocation.calls=1000000`.
class RevocationRaceTest {
    private static final int CALLS = Integer.getInteger("revocation.calls", 20_000);
    private static final int CALLS_PER_KEY = 2_000;
    private static final int CALLERS = 32;
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    /// How a key ends, and what it answers from then on.
    private enum End {
        REVOKED("revoked_key"),
        FROZEN("frozen_key"),
        REPORTED("revoked_key"),
        NARROWED("forbidden_ip");

        private final String code;

        End(String code) {
            this.code = code;
        }
    }

    /// One request.
    ///
    /// @param at when it was sent, in nanoseconds
    private record Call(long at, int status, String code) {}

    /// Through Javalin, and through the lane before it.
    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/echo"})
    void noRequestThatStartsAfterTheAnswerPassesOnAnyNode(String address) throws IOException {
        System.out.println("RevocationRaceTest " + address + " seed " + SEED + ", " + CALLS + " calls");
        var random = new Random(SEED);
        try (var own = Product.fresh(Map.of("CATALOG", generousCatalog()));
                var other = own.anotherNode()) {
            int passed = 0;
            int refused = 0;
            for (int round = 0; round < CALLS / CALLS_PER_KEY; round++) {
                var end = End.values()[round % End.values().length];
                var calls = race(address, own, other, end, random.nextInt(CALLS_PER_KEY / 4, CALLS_PER_KEY / 2));
                passed += calls.passed();
                refused += calls.refused();
            }
            System.out.println("RevocationRaceTest: " + passed + " passed before, " + refused + " refused after");
        }
    }

    private record Counts(int passed, int refused) {}

    /// @param when after how many answers the key ends
    private static Counts race(String address, Product own, Product other, End end, int when) {
        var stranger = own.signUp().proveEmail();
        var secret = stranger.liveKey();
        var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
        var clients = List.of(own.client().withKey(secret), other.client().withKey(secret));
        var started = new AtomicInteger();
        var underWay = new CountDownLatch(when);
        var ended = new AtomicLong(Long.MAX_VALUE);
        var ending = CompletableFuture.runAsync(() -> {
            await(underWay);
            assertThat(end(own, stranger, secret, path, end).status()).isLessThan(300);
            ended.set(System.nanoTime());
        });

        var calls =
                InParallel.times(CALLERS, caller -> hammer(address, clients.get(caller % 2), started, underWay, ending))
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        ending.join();

        var after = calls.stream().filter(call -> call.at() > ended.get()).toList();
        assertThat(after).as("calls that started after %s", end).isNotEmpty();
        assertThat(after.stream().map(Call::code).collect(Collectors.toSet())).containsExactly(end.code);
        return new Counts(
                (int) calls.stream().filter(call -> call.status() == 200).count(), after.size());
    }

    /// So many calls between all callers, as many more as the end of the key takes, and one after it.
    private static List<Call> hammer(
            String address, Client client, AtomicInteger started, CountDownLatch underWay, Future<?> ending) {
        var calls = new ArrayList<Call>();
        while (started.incrementAndGet() <= CALLS_PER_KEY || !ending.isDone()) {
            underWay.countDown();
            calls.add(call(address, client));
        }
        calls.add(call(address, client));
        return calls;
    }

    private static Call call(String address, Client client) {
        long at = System.nanoTime();
        var answer = client.get(address);
        return new Call(at, answer.status(), answer.code());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer end(Product own, Stranger stranger, String secret, String path, End end) {
        return switch (end) {
            case REVOKED -> stranger.browser().delete(path);
            case FROZEN -> stranger.browser().post(path + "/freeze");
            case REPORTED -> own.client().post("/v1/keys/report", "{\"secret\":\"" + secret + "\"}");
            case NARROWED -> stranger.browser().patch(path, "{\"ip_allow_list\":[\"192.0.2.1\"]}");
        };
    }

    private static String generousCatalog() throws IOException {
        var text = Resources.text("/catalog.yaml")
                .replace("capacity: 10, per_minute: 10", "capacity: 1000000, per_minute: 1000000")
                .replace("calls_per_month: 100\n", "calls_per_month: 100000000\n");
        return Files.writeString(Files.createTempFile(Path.of("target"), "catalog", ".yaml"), text)
                .toString();
    }
}
