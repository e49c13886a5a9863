package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;

class IdempotencyTest {
    private static final String CASE = "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"a\",\"distance\":1}]}";

    private final Product product = Product.shared();

    @Test
    void aRepeatReplaysTheFirstAnswerAndCostsNothing() {
        var key = product.client().withKey(product.signUp().proveEmail().liveKey());
        var once = key.with("Idempotency-Key", "run-1");
        var first = once.post("/v1/memory/score", CASE);

        var quoted = key.with("Idempotency-Key", "\"run-1\"").post("/v1/memory/score", CASE);

        assertThat(quoted.body()).isEqualTo(first.body());
        assertThat(quoted.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(key.get("/v1/usage").json().at("/total/calls").asInt()).isEqualTo(1);
    }

    @Test
    void fiftyParallelSendsOfOneKeyHaveOneEffect() throws Exception {
        var browser = product.signUp().browser();
        var once = browser.with("Idempotency-Key", UUID.randomUUID().toString());

        var answers = inParallel(50, () -> once.post("/v1/keys", "{\"name\":\"one\",\"environment\":\"test\"}"));

        var made = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made)
                .extracting(answer -> answer.text("secret"))
                .isNotEmpty()
                .containsOnly(made.getFirst().text("secret"));
        assertThat(answers.stream().filter(answer -> !made.contains(answer)))
                .allMatch(answer -> answer.status() == 409 && answer.code().equals("idempotency_in_flight"));
        assertThat(browser.get("/v1/keys").json().findValuesAsText("name")).containsOnlyOnce("one");
    }

    /// The process died between the commit of the key and the keeping of its answer.
    @Test
    void anEffectWhoseAnswerWasNeverKeptIsNotMadeTwice() {
        try (var own = Product.fresh()) {
            var browser = own.signUp().browser();
            var once = browser.with("Idempotency-Key", "half done");
            var body = "{\"name\":\"half\",\"environment\":\"test\"}";
            assertThat(once.post("/v1/keys", body).status()).isEqualTo(201);
            Jdbi.create(own.environment().get("DATABASE_URL"))
                    .useHandle(handle -> handle.execute("update idempotency_key set answer = null"));

            assertThat(once.post("/v1/keys", body).code()).isEqualTo("idempotency_in_flight");
            own.clock().advance(Duration.ofSeconds(91));
            assertThat(once.post("/v1/keys", body).code()).isEqualTo("answer_not_kept");
            assertThat(browser.get("/v1/keys").json().findValuesAsText("name")).containsOnlyOnce("half");
        }
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        var once = product.signUp().browser().with("Idempotency-Key", "same");
        once.post("/v1/keys", "{\"name\":\"one\",\"environment\":\"test\"}");

        var refused = once.post("/v1/keys", "{\"name\":\"two\",\"environment\":\"test\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("idempotency_mismatch");
    }

    @Test
    void aKeyBelongsToItsAccount() {
        var body = "{\"name\":\"mine\",\"environment\":\"test\"}";
        var first = product.signUp().browser().with("Idempotency-Key", "k").post("/v1/keys", body);

        var other = product.signUp().browser().with("Idempotency-Key", "k").post("/v1/keys", body);

        assertThat(other.header("Idempotency-Replayed")).isEmpty();
        assertThat(other.text("secret")).isNotEqualTo(first.text("secret"));
    }

    @Test
    void aReplayIsRefusedOnceItsKeyIsRevoked() {
        var stranger = product.signUp().proveEmail();
        var once = product.client().withKey(stranger.liveKey()).with("Idempotency-Key", "r");
        once.post("/v1/memory/score", CASE);
        var id = stranger.browser().get("/v1/keys").json().at("/data/0/id").asText();
        stranger.browser().delete("/v1/keys/" + id);

        var replay = once.post("/v1/memory/score", CASE);

        assertThat(replay.code()).isEqualTo("revoked_key");
    }

    @Test
    void aFailureThatMayPassGivesTheClaimBack() {
        try (var own = Product.fresh()) {
            var key = own.client().withKey(own.signUp().testKey());
            IntStream.range(0, 10).forEach(call -> key.get("/v1/echo"));
            var once = key.with("Idempotency-Key", "later");
            assertThat(once.post("/v1/memory/score", CASE).status()).isEqualTo(429);
            own.clock().advance(Duration.ofMinutes(1));

            var again = once.post("/v1/memory/score", CASE);

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotency-Replayed")).isEmpty();
        }
    }

    private static List<Answer> inParallel(int times, Callable<Answer> send) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var answer : pool.invokeAll(Collections.nCopies(times, send))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
