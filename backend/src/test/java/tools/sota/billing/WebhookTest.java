package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.sota.platform.Json;
import tools.sota.testing.Product;

/// The door for Stripe's events. Numbers are those of the known mistakes in stripe.md, section 6.
class WebhookTest {
    private final Shop shop = Shop.shared();

    /// 2, 3: whatever stands in the header or body, the answer is 400 and nothing is stored.
    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileRequestIsRefusedAndLeavesNoTrace(String name, BiFunction<Shop, String, String[]> attack) {
        var id = "evt_" + UUID.randomUUID();
        var attempt = attack.apply(shop, event(id).toString());

        var answer = attempt[1] == null
                ? shop.product().client().post("/webhooks/stripe", attempt[0])
                : shop.send(attempt[0], attempt[1]);

        assertThat(answer.status()).as(name).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad_signature");
        assertThat(shop.ask("select id from stripe_event where id = ?", id)).isEmpty();
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                attack("no header", (shop, body) -> new String[] {body, null}),
                attack("empty header", (shop, body) -> new String[] {body, ""}),
                attack("no time", (shop, body) -> new String[] {body, "v1=abc"}),
                attack("time that is no number", (shop, body) -> new String[] {body, "t=abc,v1=abc"}),
                attack("key without value", (shop, body) -> new String[] {body, "t,v1=abc"}),
                attack("signature without value", (shop, body) -> new String[] {body, "t=1,v1"}),
                attack("only v0", (shop, body) ->
                        new String[] {body, shop.signature(body).replace("v1=", "v0=")}),
                attack("space after comma", (shop, body) ->
                        new String[] {body, shop.signature(body).replace(",", ", ")}),
                attack("wrong secret", (shop, body) ->
                        new String[] {body, shop.signature(body, "whsec_of_somebody_else", Duration.ZERO)}),
                attack("too old", (shop, body) ->
                        new String[] {body, shop.signature(body, Shop.SECRET, Duration.ofSeconds(302))}),
                attack("one byte changed", (shop, body) ->
                        new String[] {body.replace("\"livemode\":false", "\"livemode\":fals3"), shop.signature(body)}),
                attack("written anew", (shop, body) -> new String[] {body.replace(":", ": "), shop.signature(body)}),
                signed("no JSON", "nonsense"),
                signed("null", "null"),
                signed("a list", "[]"),
                signed("nothing", ""),
                signed("a thin event", "{\"id\":\"evt_1\",\"object\":\"v2.core.event\",\"type\":\"v1.x\"}"));
    }

    private static Arguments attack(String name, BiFunction<Shop, String, String[]> attack) {
        return Arguments.of(name, attack);
    }

    private static Arguments signed(String name, String body) {
        return attack(name, (shop, any) -> new String[] {body, shop.signature(body)});
    }

    /// 1: the bytes count, not what they mean.
    @Test
    void oddButHonestBytesAreAccepted() {
        var id = "evt_" + UUID.randomUUID();
        var body = "  " + event(id).toPrettyString().replace("cus_none", "cus_näné 🎲") + "\n\n";

        assertThat(shop.send(body).status()).isEqualTo(200);
        assertThat(shop.ask("select payload from stripe_event where id = ?", id))
                .containsExactly(body);
    }

    @Test
    void aSignatureOf295SecondsAgoIsAccepted() {
        var body = event("evt_" + UUID.randomUUID()).toString();

        assertThat(shop.send(body, shop.signature(body, Shop.SECRET, Duration.ofSeconds(295)))
                        .status())
                .isEqualTo(200);
    }

    /// 40, and what `emulate` sends.
    @Test
    void eventsOfAnotherModeOrAccountOrWithoutAnIdAreRefused() {
        var live = event("evt_" + UUID.randomUUID()).put("livemode", true);
        var connected = event("evt_" + UUID.randomUUID()).put("account", "acct_other");
        var nameless = event("evt_1");
        nameless.remove("id");

        for (var event : new ObjectNode[] {live, connected, nameless}) {
            assertThat(shop.send(event.toString()).status()).isEqualTo(400);
        }
        assertThat(shop.ask("select id from stripe_event where id in (?, ?)", text(live), text(connected)))
                .isEmpty();
    }

    /// 50: while a secret is rolled, both count.
    @Test
    void eitherOfTwoConfiguredSecretsIsAccepted() {
        try (var product = Product.fresh(java.util.Map.of("STRIPE_WEBHOOK_SECRET", "whsec_old,whsec_new"))) {
            for (var secret : new String[] {"whsec_old", "whsec_new"}) {
                var body = event("evt_" + UUID.randomUUID()).toString();
                var answer = product.client()
                        .with("Stripe-Signature", shop.signature(body, secret, Duration.ZERO))
                        .post("/webhooks/stripe", body);
                assertThat(answer.status()).isEqualTo(200);
            }
        }
    }

    /// 50: Stripe signs with both.
    @Test
    void theSecondOfTwoSignaturesIsEnough() {
        var body = event("evt_" + UUID.randomUUID()).toString();
        var right = shop.signature(body);

        assertThat(shop.send(body, right.replace(",v1=", ",v1=" + "0".repeat(64) + ",v1="))
                        .status())
                .isEqualTo(200);
    }

    /// Signed, and still nothing that a database could keep.
    @Test
    void whatCannotBeKeptIsRefusedAndIsNoFaultOfOurs() {
        var id = "evt_" + UUID.randomUUID();
        Stream.of(
                        event(id).put("id", id + '\0'),
                        event(id).put("type", "charge\0"),
                        event(id).put("created", 1_000_000_000_000_000_000L),
                        event(id).put("created", -1_000_000_000_000L))
                .forEach(event -> assertThat(shop.send(event.toString()).code())
                        .as(event.toString())
                        .isEqualTo("malformed_request"));
        assertThat(shop.ask("select id from stripe_event where id = ?", id)).isEmpty();

        var ofNobody = event(id);
        ofNobody.withObject("data").withObject("object").put("customer", "cus_\0");
        assertThat(shop.send(ofNobody.toString()).status()).isEqualTo(200);
    }

    /// 4: stripe-java reads nothing out of it, we read the customer.
    @ParameterizedTest
    @MethodSource("otherTrains")
    void anEventOfAnotherReleaseTrainStillSyncsItsCustomer(String version) {
        var ada = shop.product().signUp();
        shop.pay(shop.givenCheckout(ada, "pro"));
        var event = event("evt_" + UUID.randomUUID()).put("api_version", version);
        event.withObject("data").withObject("object").put("customer", shop.customerOf(ada));

        assertThat(shop.send(event.toString()).status()).isEqualTo(200);

        shop.product().billing().drain();
        assertThat(shop.planOf(ada)).isEqualTo("pro");
        shop.deliver();
    }

    static Stream<String> otherTrains() {
        return Stream.of("2025-09-30.clover", "2026-10-28.endive", "2017-08-15", null);
    }

    /// 41.
    @Test
    void anEventThatNobodyKnowsIsStoredAndDone() {
        var id = "evt_" + UUID.randomUUID();
        var event = event(id).put("type", "some.future_event");
        event.withObject("data").putObject("object").put("object", "future").put("id", "fut_1");

        assertThat(shop.send(event.toString()).status()).isEqualTo(200);

        shop.product().billing().drain();
        assertThat(shop.ask("select type from stripe_event where id = ? and processed_at is not null", id))
                .containsExactly("some.future_event");
    }

    /// 42.
    @Test
    void aBurstOfTwoHundredLargeEventsIsTakenWhole() throws Exception {
        var filler = "x".repeat(250_000);
        try (var pool = Executors.newFixedThreadPool(20)) {
            var answers = IntStream.range(0, 200)
                    .mapToObj(at -> pool.submit(() -> {
                        var event = event("evt_burst_" + at);
                        event.withObject("data").withObject("object").put("description", filler);
                        return shop.send(event.toString()).status();
                    }))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(shop.ask("select count(*) from stripe_event where id like 'evt_burst_%'"))
                .containsExactly("200");
    }

    private static String text(ObjectNode event) {
        return event.path("id").asText();
    }

    static ObjectNode event(String id) {
        return (ObjectNode) Json.ours(
                """
                {"id":"%s","object":"event","api_version":"2026-07-29.dahlia","created":%d,"livemode":false,
                 "pending_webhooks":1,"request":{"id":null,"idempotency_key":null},"type":"customer.updated",
                 "data":{"object":{"id":"sub_none","object":"subscription","customer":"cus_none"}}}
                """.formatted(id, Shop.shared().product().clock().instant().getEpochSecond()));
    }
}
