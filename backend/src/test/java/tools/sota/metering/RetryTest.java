package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Ids;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// A client that tries again is charged once, and one that forgot its Idempotency-Key is told.
class RetryTest {
    private static final String BODY = "{\"cases\":[{\"expected\":[\"Lisbon\"],\"answer\":\"Porto\",\"distance\":1}]}";

    private final Product product = Product.shared();

    @Test
    void fiftyParallelSendsOfOneKeyAreOneCharge() throws Exception {
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.testKey()).with("Idempotency-Key", "one and the same");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(send -> pool.submit(() -> key.post("/v1/memory/score", BODY)))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get().status()).isIn(200, 409, 429);
            }
        }

        assertThat(stranger.browser().get("/v1/usage?environment=test").text("total.calls"))
                .isEqualTo("1");
    }

    @Test
    void theRepeatOfAChargedCallIsTheFirstAnswerAtOnceAndFree() {
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.testKey()).with("Idempotency-Key", "again");

        var first = key.post("/v1/memory/score", BODY);
        var second = key.post("/v1/memory/score", BODY);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(stranger.browser().get("/v1/usage?environment=test").text("total.calls"))
                .isEqualTo("1");
    }

    @Test
    void theSameWorkOfTheSameKeyWithinSecondsIsFlaggedInAnswerAndRows() {
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.testKey());

        var first = key.post("/v1/memory/score", BODY);
        var second = key.post("/v1/memory/score", BODY);
        var other = key.post("/v1/memory/score", BODY.replace("Porto", "Braga"));

        assertThat(first.header("Sota-Look-Alike")).isEmpty();
        assertThat(second.header("Sota-Look-Alike")).isEqualTo(first.header("Request-Id"));
        assertThat(other.header("Sota-Look-Alike")).isEmpty();
        assertThat(lookAlikes(product, stranger)).isEqualTo(1);
    }

    private static int lookAlikes(Product product, Stranger stranger) {
        assertThat(stranger.browser().get("/v1/usage").status())
                .as("the ledger is up to date")
                .isEqualTo(200);
        var account = Ids.parse("acc", stranger.accountId()).orElseThrow();
        return Jdbi.create(product.environment().get("DATABASE_URL"))
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from usage_event where account_id = :id and look_alike is not null")
                        .bind("id", account)
                        .mapTo(Integer.class)
                        .one());
    }
}
