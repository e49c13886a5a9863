package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.platform.Json;
import tools.sota.platform.Resources;
import tools.sota.testing.InParallel;
import tools.sota.testing.JarProcess;
import tools.sota.testing.Product;
import tools.sota.testing.Service;
import tools.sota.testing.Stranger;

class VerifyTest {
    private static final Product PRODUCT = Product.shared();
    private static final Service SERVICE = Service.of(PRODUCT);

    @TempDir
    Path folder;

    @Test
    void aKeyThatHoldsIsChargedBeforeTheAnswer() {
        var stranger = PRODUCT.signUp().proveEmail();
        var key = stranger.liveKey();

        var answer = SERVICE.verify(key, "\"cost\":3");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("valid").asBoolean()).isTrue();
        assertThat(answer.text("code")).isEqualTo("valid");
        assertThat(answer.text("account_id")).isEqualTo(stranger.accountId());
        assertThat(answer.text("plan")).isEqualTo("free");
        assertThat(answer.json().get("scopes").toString()).isEqualTo("[\"tools\",\"usage:read\"]");
        assertThat(answer.json().get("ratelimit").toString())
                .matches("\\{\"limit\":10,\"remaining\":9,\"reset_seconds\":\\d+}");
        assertThat(answer.json().at("/quota/used").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/quota/remaining").asInt()).isEqualTo(97);
        assertThat(answer.text("request_id")).isEqualTo(answer.header("Request-Id"));
        var rows = stranger.browser().get("/v1/usage/records").json().get("data");
        assertThat(rows).hasSize(1);
        assertThat(rows.at("/0/request_id").asText()).isEqualTo(answer.text("request_id"));
        assertThat(rows.at("/0/product").asText()).isEqualTo("verify");
        assertThat(rows.at("/0/calls").asInt()).isEqualTo(3);
        assertThat(rows.at("/0/key_id").asText()).isEqualTo(answer.text("key_id"));
    }

    @Test
    void aLookCostsNothingAndTheServicePaysNothing() {
        var stranger = PRODUCT.signUp().proveEmail();

        var answer = SERVICE.verify(stranger.liveKey(), "\"cost\":0");

        assertThat(answer.text("code")).isEqualTo("valid");
        assertThat(answer.json().at("/quota/used").asInt()).isZero();
        assertThat(stranger.browser().get("/v1/usage").text("total.calls")).isEqualTo("0");
        assertThat(SERVICE.client().get("/v1/me").json().at("/quota/used").asInt())
                .isZero();
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("10000");
    }

    @Test
    void whatIsNoKeyOfOursIsSaidWithoutADetail() {
        var key = PRODUCT.signUp().testKey();

        assertThat(SERVICE.code("letmein", "")).isEqualTo("malformed");
        assertThat(SERVICE.code(key.substring(0, 47) + (key.endsWith("a") ? 'b' : 'a'), ""))
                .isEqualTo("malformed");
        try (var elsewhere = Product.fresh()) {
            var unknown = SERVICE.verify(elsewhere.signUp().testKey(), "");
            assertThat(unknown.text("code")).isEqualTo("not_found");
            assertThat(unknown.json().get("key_id").isNull()).isTrue();
            assertThat(unknown.json().get("quota").isNull()).isTrue();
        }
    }

    @Test
    void aKeyThatEndedOrIsFrozenIsRefusedOnEveryNodeAtOnce() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var there = new Service(other.client().withKey(Service.key(own)));
            var stranger = own.signUp();
            var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
            assertThat(there.code(stranger.testKey(), "")).isEqualTo("valid");

            stranger.browser().post(path + "/freeze");
            assertThat(there.code(stranger.testKey(), "")).isEqualTo("frozen");
            stranger.browser().post(path + "/unfreeze");
            assertThat(there.code(stranger.testKey(), "")).isEqualTo("valid");
            var soon = Json.time(own.clock().instant().plusSeconds(60));
            stranger.browser().patch(path, "{\"expires_at\":\"" + soon + "\"}");
            own.clock().advance(Duration.ofMinutes(2));
            assertThat(there.code(stranger.testKey(), "")).isEqualTo("expired");
            stranger.browser().delete(path);
            assertThat(there.code(stranger.testKey(), "")).isEqualTo("revoked");
        }
    }

    @Test
    void theAddressOfTheUserIsJudgedByTheKeysList() {
        var secret = made("\"ip_allow_list\":[\"203.0.113.0/24\"]");

        assertThat(SERVICE.code(secret, "\"ip\":\"203.0.113.9\"")).isEqualTo("valid");
        assertThat(SERVICE.code(secret, "\"ip\":\"198.51.100.1\"")).isEqualTo("forbidden_ip");
        assertThat(SERVICE.code(secret, "")).as("nobody said from where").isEqualTo("forbidden_ip");
    }

    @Test
    void theResourceNamesTheScopeAndTheProduct() {
        var stranger = PRODUCT.signUp();
        var reader = stranger.browser()
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\",\"scopes\":[\"usage:read\"]}")
                .text("secret");

        assertThat(SERVICE.code(reader, "\"resource\":\"memory\"")).isEqualTo("insufficient_scope");
        assertThat(SERVICE.code(reader, "\"resource\":\"usage:write\"")).isEqualTo("insufficient_scope");
        assertThat(SERVICE.code(reader, "\"resource\":\"usage:read\",\"tags\":[\"eu\"]"))
                .isEqualTo("valid");
        assertThat(SERVICE.code(stranger.testKey(), "\"resource\":\"memory\"")).isEqualTo("valid");
        assertThat(SERVICE.code(stranger.testKey(), "\"resource\":\"maps/7\"")).isEqualTo("valid");
        assertThat(stranger.browser()
                        .get("/v1/usage/records?environment=test")
                        .json()
                        .findValuesAsText("product"))
                .containsExactly("verify", "memory", "verify");
    }

    @Test
    void anEmptyBucketSaysWhenThereIsMoreAndTheServiceIsNotSlowed() {
        try (var own = Product.fresh()) {
            var service = Service.of(own);
            var key = own.signUp().testKey();
            IntStream.range(0, 10).forEach(call -> service.verify(key, "\"cost\":0"));

            var refused = service.verify(key, "");

            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.text("code")).isEqualTo("rate_limited");
            own.clock()
                    .advance(Duration.ofSeconds(
                            refused.json().at("/ratelimit/reset_seconds").asLong()));
            assertThat(service.code(key, "")).isEqualTo("valid");
        }
    }

    @Test
    void theQuotaIsExactUnderParallelCallersWithACost() {
        try (var own = Product.fresh()) {
            var service = Service.of(own);
            var stranger = own.signUp();
            int allowed = 0;
            for (int round = 0; round < 3; round++) {
                allowed += (int) InParallel.times(40, call -> service.code(stranger.testKey(), "\"cost\":3")).stream()
                        .filter("valid"::equals)
                        .count();
                own.clock().advance(Duration.ofMinutes(1));
            }

            assertThat(allowed).as("20 calls in all").isEqualTo(6);
            assertThat(service.code(stranger.testKey(), "\"cost\":3")).isEqualTo("quota_exceeded");
            var last = service.verify(stranger.testKey(), "\"cost\":2");
            assertThat(last.text("code")).as("no hold is left behind").isEqualTo("valid");
            assertThat(last.json().at("/quota/used").asInt()).isEqualTo(20);
            assertThat(stranger.browser().get("/v1/usage?environment=test").text("total.calls"))
                    .isEqualTo("20");
        }
    }

    @Test
    void aKeysOwnCapIsAQuota() {
        var secret = made("\"monthly_cap\":2");

        assertThat(SERVICE.code(secret, "\"cost\":2")).isEqualTo("valid");
        assertThat(SERVICE.code(secret, "")).isEqualTo("quota_exceeded");
    }

    @Test
    void aPlanWithoutCallsAsksForAPayment() throws IOException {
        var catalog = Resources.text("/catalog.yaml").replace("calls_per_month: 100\n", "calls_per_month: 0\n");
        var file = Files.writeString(folder.resolve("catalog.yaml"), catalog);
        try (var own = Product.fresh(Map.of("CATALOG", file.toString()))) {
            var key = own.signUp().proveEmail().liveKey();

            assertThat(Service.of(own).code(key, "")).isEqualTo("payment_required");
            var refused = own.client().withKey(key).get("/v1/echo");
            assertThat(refused.status()).isEqualTo(402);
            assertThat(refused.code()).isEqualTo("payment_required");
        }
    }

    @Test
    void aRepeatGetsTheSameAnswerAndCostsNothing() {
        var stranger = PRODUCT.signUp().proveEmail();
        var key = stranger.liveKey();

        var first = SERVICE.verify(key, "\"cost\":2,\"idempotency_key\":\"order-1\"");
        var again = SERVICE.verify(key, "\"cost\":2,\"idempotency_key\":\"order-1\"");
        var other = SERVICE.verify(key, "\"cost\":3,\"idempotency_key\":\"order-1\"");
        var byHeader = new Service(SERVICE.client().with("Idempotency-Key", "order-2"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(other.code()).isEqualTo("idempotency_mismatch");
        assertThat(byHeader.verify(key, "").body())
                .isEqualTo(byHeader.verify(key, "").body());
        assertThat(stranger.browser().get("/v1/usage").text("total.calls")).isEqualTo("3");
    }

    @Test
    void fiftyParallelSendsOfOneKeyAreChargedOnce() {
        try (var own = Product.fresh(Map.of("CATALOG", quick().toString()))) {
            var service = Service.of(own);
            var stranger = own.signUp().proveEmail();
            var key = stranger.liveKey();

            var answers = InParallel.times(50, call -> service.verify(key, "\"idempotency_key\":\"one\""));

            assertThat(answers)
                    .allMatch(answer ->
                            answer.text("code").equals("valid") || answer.code().equals("idempotency_in_flight"));
            assertThat(stranger.browser().get("/v1/usage").text("total.calls")).isEqualTo("1");
        }
    }

    @Test
    void aRefusalIsNotKept() {
        try (var own = Product.fresh()) {
            var service = Service.of(own);
            var key = own.signUp().testKey();
            IntStream.range(0, 10).forEach(call -> service.verify(key, "\"cost\":0"));
            assertThat(service.code(key, "\"idempotency_key\":\"k\"")).isEqualTo("rate_limited");

            own.clock().advance(Duration.ofMinutes(1));

            assertThat(service.code(key, "\"cost\":21,\"idempotency_key\":\"q\""))
                    .isEqualTo("quota_exceeded");
            assertThat(service.code(key, "\"idempotency_key\":\"k\"")).isEqualTo("valid");
        }
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() throws IOException {
        try (var own = Product.fresh()) {
            var service = Service.of(own);
            var key = own.signUp().testKey();
            var journal = Path.of(own.environment().getOrDefault("JOURNAL", ""));
            var away = Files.move(journal, journal.resolveSibling(journal.getFileName() + "-away"));

            var refused = service.verify(key, "\"idempotency_key\":\"k\"");

            assertThat(refused.status()).as(refused.body()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            Files.move(away, journal);
            var answer = service.verify(key, "\"idempotency_key\":\"k\"");
            assertThat(answer.text("code")).isEqualTo("valid");
            assertThat(answer.json().at("/quota/used").asInt()).isEqualTo(1);
        }
    }

    @Test
    void onlyServiceKeysAskAndNobodyCanGiveThatScopeToAKey() {
        var stranger = PRODUCT.signUp();

        var key = new Service(PRODUCT.client().withKey(stranger.testKey())).verify(stranger.testKey(), "");
        var session = new Service(stranger.browser()).verify(stranger.testKey(), "");
        var made = stranger.browser()
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\",\"scopes\":[\"verify\"]}");
        var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
        var changed = stranger.browser().patch(path, "{\"scopes\":[\"verify\"]}");

        assertThat(key.status()).isEqualTo(403);
        assertThat(key.text("required_scope")).isEqualTo("verify");
        assertThat(session.status()).isEqualTo(403);
        assertThat(made.status()).isEqualTo(422);
        assertThat(changed.status()).isEqualTo(422);
        assertThat(SERVICE.client().get("/v1/echo").code()).isEqualTo("insufficient_scope");
        assertThat(SERVICE.code(Service.key(PRODUCT), "")).isEqualTo("insufficient_scope");
    }

    @Test
    void everyBadFieldIsNamed() {
        var refused = SERVICE.client().post("/v1/keys/verify", """
                {"cost":-1,"idempotency_key":"","resource":7,"tags":"eu","colour":1}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/key", "/cost", "/idempotency_key", "/resource", "/tags", "/colour");
    }

    @Test
    void aServiceKeyThatWasReportedEndsAtOnce() {
        var key = Service.key(PRODUCT);
        var service = new Service(PRODUCT.client().withKey(key));
        assertThat(service.code("letmein", "")).isEqualTo("malformed");

        PRODUCT.client().post("/v1/keys/report", "{\"secret\":\"" + key + "\"}");

        assertThat(service.verify("letmein", "").code()).isEqualTo("revoked_key");
    }

    @Test
    void aLiveKeyThatMayCallNoToolsDoesNotCallThemAMomentLaterEither() {
        var made = PRODUCT.signUp()
                .proveEmail()
                .browser()
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"live\",\"scopes\":[\"usage:read\"]}");
        var caller = PRODUCT.client().withKey(made.text("secret"));
        assertThat(caller.get("/v1/usage").status()).isEqualTo(200);

        assertThat(caller.get("/v1/echo").code()).isEqualTo("insufficient_scope");
        assertThat(caller.get("/v1/echo").code()).isEqualTo("insufficient_scope");
    }

    @Test
    void theCommandPrintsASecretThatWorks() {
        var secret =
                JarProcess.run(PRODUCT.environment(), "service-key", "maps").strip();

        assertThat(secret).matches("sota_live_[0-9A-Za-z]{38}");
        assertThat(new Service(PRODUCT.client().withKey(secret)).code("letmein", ""))
                .isEqualTo("malformed");
    }

    private Path quick() {
        var catalog = Resources.text("/catalog.yaml")
                .replace(
                        "rate: { capacity: 10, per_minute: 10 }\n    members",
                        "rate: { capacity: 1000, per_minute: 1000 }\n    members");
        try {
            return Files.writeString(folder.resolve("catalog.yaml"), catalog);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String made(String settings) {
        Stranger stranger = PRODUCT.signUp();
        var made = stranger.browser().post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\"," + settings + '}');
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("secret");
    }
}
