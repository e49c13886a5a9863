package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static tools.sota.gateway.GatewayTest.code;
import static tools.sota.gateway.GatewayTest.header;
import static tools.sota.gateway.GatewayTest.json;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.testing.InParallel;

/// What a request through the gateway costs, and that a repeat costs nothing.
class GatewayChargeTest {
    private final Shop shop = Shop.visit();

    @ParameterizedTest
    @CsvSource({"4, 4", "9, 9", "10, 9", "0, 0", "-1, 1", "many, 1", "'', 1"})
    void theUpstreamSaysWhatARequestCostUpToWhatIsHeld(String said, int charged) {
        var answer = shop.get("/v1/dear/cost/" + said);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "RateLimit")).as("nine are held").contains("\"period\";r=91");
        assertThat(header(answer, "Sota-Calls")).isEqualTo(charged == 0 ? "" : Integer.toString(charged));
        shop.assertCharged(charged);
    }

    @Test
    void theQuotaIsExactUnderParallelCallers() {
        var answers = InParallel.times(120, call -> shop.get("/v1/maps/x"));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(50);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .allMatch(answer -> code(answer).equals("quota_exceeded"));
        shop.assertCharged(100);
    }

    @Test
    void whatIsHeldForADearRequestComesBack() {
        InParallel.times(11, call -> shop.get("/v1/dear/cost/1"));
        shop.assertCharged(11);

        var answers = InParallel.times(9, call -> shop.get("/v1/dear/cost/9").statusCode());

        assertThat(answers).containsOnly(200);
        shop.assertCharged(92);
        assertThat(code(shop.get("/v1/dear/x")))
                .as("9 would be held, 8 are left")
                .isEqualTo("quota_exceeded");
        assertThat(shop.get("/v1/maps/x").statusCode()).isEqualTo(200);
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndCostsNothing() {
        int before = shop.backend().requests();

        var first = shop.post("/v1/maps/x?a=1", "work", "Idempotency-Key", "k", "Content-Type", "text/plain");
        var again = shop.post("/v1/maps/x?a=1", "work", "Idempotency-Key", "\"k\"", "Content-Type", "text/plain");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(json(first).at("/headers/content-type").asText()).isEqualTo("text/plain");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "Content-Type")).isEqualTo("application/json");
        assertThat(header(again, "X-Public")).isEqualTo("of the answer");
        assertThat(header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(header(again, "Request-Id")).isNotEqualTo(header(first, "Request-Id"));
        assertThat(shop.backend().requests()).isEqualTo(before + 1);
        shop.assertCharged(2);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        shop.post("/v1/maps/x", "work", "Idempotency-Key", "k");

        assertThat(code(shop.post("/v1/maps/x", "play", "Idempotency-Key", "k")))
                .isEqualTo("idempotency_mismatch");
        assertThat(code(shop.post("/v1/maps/x?b=2", "work", "Idempotency-Key", "k")))
                .isEqualTo("idempotency_mismatch");
        assertThat(shop.post("/v1/maps/y", "work", "Idempotency-Key", "k").statusCode())
                .as("another address is another scope")
                .isEqualTo(200);
        shop.assertCharged(4);
    }

    @Test
    void thirtyParallelSendsReachTheUpstreamOnce() {
        int before = shop.backend().requests();

        var answers = InParallel.times(30, call -> shop.post("/v1/maps/x", "work", "Idempotency-Key", "k"));

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200).map(HttpResponse::body))
                .isNotEmpty();
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 200))
                .allMatch(answer -> code(answer).equals("idempotency_in_flight"));
        assertThat(shop.backend().requests()).isEqualTo(before + 1);
        shop.assertCharged(2);
    }

    @Test
    void whatMayPassByItselfIsTriedAgainAndWhatIsFinalIsKept() {
        int before = shop.backend().requests();

        for (int twice = 0; twice < 2; twice++) {
            assertThat(shop.post("/v1/maps/status/503", "x", "Idempotency-Key", "a")
                            .statusCode())
                    .isEqualTo(503);
            assertThat(shop.post("/v1/maps/status/422", "x", "Idempotency-Key", "b")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(code(shop.post("/v1/nowhere/x", "x", "Idempotency-Key", "c")))
                    .isEqualTo("upstream_unavailable");
            assertThat(code(shop.post("/v1/quick/wait", "x", "Idempotency-Key", "d")))
                    .isEqualTo("upstream_timeout");
            assertThat(code(shop.post("/v1/maps/close", "x", "Idempotency-Key", "e")))
                    .isEqualTo("upstream_failed");
        }

        assertThat(shop.backend().requests()).isEqualTo(before + 7);
        shop.assertCharged(0);
    }

    @Test
    void whatIsTooLargeToKeepIsPassedOnOnce() {
        var first = shop.post("/v1/maps/bytes/1500000", "", "Idempotency-Key", "k");
        var again = shop.post("/v1/maps/bytes/1500000", "", "Idempotency-Key", "k");

        assertThat(first.body()).hasSize(1_500_000);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(code(again)).isEqualTo("answer_not_kept");
        shop.assertCharged(2);
    }

    @Test
    void anAnswerThatBreaksOffIsNotKeptAndNotCharged() {
        var first = shop.post("/v1/maps/break", "x", "Idempotency-Key", "k");

        assertThat(code(first)).isEqualTo("upstream_failed");
        shop.assertCharged(0);
    }
}
