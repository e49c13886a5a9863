package tools.sota.usage.queries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Environment;
import tools.sota.testing.Product;
import tools.sota.testing.Store;
import tools.sota.usage.decisions.DecisionNote;

class UsageTest {
    @Test
    void totalSeriesAndRecordsAgreeAcrossTheTurnOfAYear() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-12-31T23:00:00Z"));
            var key = own.client().withKey(own.signUp().proveEmail().liveKey());
            key.get("/v1/echo");
            own.clock().leapTo(Instant.parse("2028-01-01T00:30:00Z"));
            key.get("/v1/echo");
            key.get("/v1/echo");

            var both = key.get("/v1/usage?from=2027-12-31T00:00:00Z&to=2028-01-02T00:00:00Z");

            assertThat(both.json().at("/total/calls").asInt()).isEqualTo(3);
            assertThat(calls(both.json())).containsExactly(1, 2);
            assertThat(key.get("/v1/usage/records?from=2028-01-01T00:00:00Z")
                            .json()
                            .get("data"))
                    .hasSize(2);
            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(2);
        }
    }

    @Test
    void usageGroupsByKeyAndByProduct() {
        var product = Product.shared();
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.liveKey());
        key.get("/v1/echo");
        key.post("/v1/memory/score", "{\"cases\":[{\"expected\":[\"a b\"],\"answer\":\"b\",\"distance\":3}]}");

        var byProduct = stranger.browser().get("/v1/usage?group_by=product");
        var byKey = stranger.browser().get("/v1/usage?group_by=key");

        assertThat(byProduct.json().findValuesAsText("group")).containsExactly("echo", "memory");
        assertThat(byKey.json().at("/series/0/calls").asInt()).isEqualTo(2);
        assertThat(byKey.json().at("/series/0/group").asText()).startsWith("key_");
    }

    @Test
    void aHundredCasesAreOneCallAndOneMoreIsTwo() {
        var product = Product.shared();
        var key = product.client().withKey(product.signUp().proveEmail().liveKey());

        var hundred = key.post("/v1/memory/score", cases(100));
        var oneMore = key.post("/v1/memory/score", cases(101));

        assertThat(hundred.json().get("calls").asInt()).isEqualTo(1);
        assertThat(oneMore.json().get("calls").asInt()).isEqualTo(2);
        assertThat(key.get("/v1/usage").json().at("/total/calls").asInt()).isEqualTo(3);
    }

    @Test
    void testCallsAreCountedApartAndCostNoQuota() {
        var product = Product.shared();
        var stranger = product.signUp();
        product.client().withKey(stranger.testKey()).get("/v1/echo");

        var browser = stranger.browser();

        assertThat(browser.get("/v1/usage").json().at("/total/calls").asInt()).isZero();
        assertThat(browser.get("/v1/usage?environment=test")
                        .json()
                        .at("/total/calls")
                        .asInt())
                .isEqualTo(1);
        assertThat(browser.get("/v1/me").json().at("/quota/used").asInt()).isZero();
    }

    @Test
    void theLastUseOfAKeyIsTheHourOfItsLastCall() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-03-03T10:20:30Z"));
            var stranger = own.signUp();
            assertThat(stranger.browser()
                            .get("/v1/keys")
                            .json()
                            .at("/data/0/last_used_at")
                            .isNull())
                    .isTrue();
            own.client().withKey(stranger.testKey()).get("/v1/echo");
            own.clock().advance(Duration.ofMinutes(10));

            var used = stranger.browser()
                    .get("/v1/keys")
                    .json()
                    .at("/data/0/last_used_at")
                    .asText();

            assertThat(used).isEqualTo("2027-03-03T10:00:00.000Z");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "interval=week",
                "from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "interval=hour&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "environment=prod",
                "group_by=colour",
                "from=-999999999-01-01T00:00:00Z",
                "to=%2B999999999-01-01T00:00:00Z",
            })
    void aQueryThatMakesNoSenseIsRefusedWithTheParametersName(String query) {
        var refused = Product.shared().signUp().browser().get("/v1/usage?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isNotEmpty();
    }

    @Test
    void byStatusRefusalsStandBesideWhatWasCharged() {
        var product = Product.shared();
        var stranger = product.signUp().proveEmail();
        product.client().withKey(stranger.liveKey()).get("/v1/echo");
        for (int at = 0; at < 3; at++) {
            product.usageParts()
                    .decisions()
                    .decisions()
                    .note(new DecisionNote(
                            UUID.randomUUID(),
                            Store.account(stranger),
                            Environment.LIVE,
                            null,
                            "echo",
                            429,
                            "minute",
                            1,
                            null,
                            null,
                            product.clock().instant()));
        }
        product.usageParts().decisions().decisions().flush();

        for (var interval : List.of("hour", "day", "month")) {
            var usage = stranger.browser()
                    .get("/v1/usage?group_by=status&interval=" + interval)
                    .json();

            assertThat(usage.at("/total/calls").asInt()).isEqualTo(1);
            assertThat(usage.get("series").findValuesAsText("group")).containsExactly("2xx", "429");
            assertThat(usage.at("/series/1/requests").asInt()).isEqualTo(3);
        }
    }

    @Test
    void theMemberOfAKeyIsWhoMadeIt() {
        var product = Product.shared();
        var stranger = product.signUp().proveEmail();
        product.client().withKey(stranger.liveKey()).get("/v1/echo");

        var usage = stranger.browser().get("/v1/usage?group_by=member").json();

        assertThat(usage.at("/series/0/group").asText())
                .isEqualTo(stranger.browser().get("/v1/me").text("user.id"));
    }

    @Test
    void anUnknownParameterIsATypo() {
        var refused = Product.shared().signUp().browser().get("/v1/usage?form=2026-01-01T00:00:00Z");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("unknown_parameter");
    }

    private static String cases(int count) {
        return "{\"cases\":[" + "{\"expected\":[\"yes\"],\"answer\":\"yes\",\"distance\":1},".repeat(count - 1)
                + "{\"expected\":[\"yes\"],\"answer\":\"no\",\"distance\":9}]}";
    }

    private static Iterable<Integer> calls(JsonNode usage) {
        return StreamSupport.stream(usage.get("series").spliterator(), false)
                .map(bar -> bar.get("calls").asInt())
                .toList();
    }
}
