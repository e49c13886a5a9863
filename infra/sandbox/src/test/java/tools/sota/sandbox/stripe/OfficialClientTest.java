package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.sandbox.stripe.json.Json;

/// Stripe's npm client and its Java client do the same and see the same; each believes what the other signs.
class OfficialClientTest {
    private static final String SECRET = "whsec_shared";
    private static final Pattern RANDOM = Pattern.compile(
            "(?<kind>[a-z]+(?:_test)?_)[0-9A-Za-z]{24,}(?:_secret_[0-9A-Za-z]{24})?|\\b[0-9A-Z]{8}(?=-\\d{4}|\")|http://127.0.0.1:\\d{3,}");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void bothClientsSeeEqualObjectsInTheSameScenario() throws Exception {
        try (var other = Shop.open()) {
            var java = new Scenario(shop);
            java.run();

            var said = new Official(home)
                    .npm("scenario.mjs", "", other.standIn.baseUrl().toString());

            assertThat(said.exit()).as(said.words()).isZero();
            var seen = settled(Json.parse(said.words()));
            var expected = settled(java.seen);
            for (var entry : expected.properties()) {
                assertThat(seen.path(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
            }
            assertThat(seen.properties()).hasSameSizeAs(expected.properties()).hasSizeGreaterThan(12);
        }
    }

    @Test
    void theJavaClientLosesNothingOfWhatItWasSent() throws Exception {
        var java = new Scenario(shop);
        java.run();

        java.held.forEach((name, object) -> assertThat(withoutNulls(Json.parse(object.toJson())))
                .as(name)
                .isEqualTo(withoutNulls(java.seen.path(name))));
    }

    @Test
    void theNpmClientSignsAndTheJavaClientBelieves() throws Exception {
        var payload = "{\"id\": \"evt_1\", \"object\": \"event\", \"note\": \"ünïcode 🙂\"}\n";
        var at = Shop.OPENING.getEpochSecond();

        var header = new Official(home)
                .npm("webhook.mjs", question(payload, at), "sign")
                .words();

        assertThat(Webhook.constructEvent(payload, header, SECRET, 300, shop.clock)
                        .getId())
                .isEqualTo("evt_1");
        assertThatThrownBy(() -> Webhook.constructEvent(payload + " ", header, SECRET, 300, shop.clock))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void theJavaClientSignsAndTheNpmClientBelieves() throws Exception {
        var payload = "{\"id\": \"evt_2\", \"object\": \"event\"}";
        var at = Shop.OPENING.getEpochSecond();
        var header = Webhook.Signature.generateSignatureHeader(payload, SECRET, at);
        var forged = Webhook.Signature.generateSignatureHeader(payload, "whsec_other", at);

        assertThat(verified(payload, header, at).words()).isEqualTo("evt_2");
        assertThat(verified(payload, forged, at).exit()).isNotZero();
        assertThat(verified(payload, header, at + 301).exit()).isNotZero();
    }

    @Test
    void bothBelieveTheStandIn() throws Exception {
        try (var receiver = new Receiver()) {
            shop.control().webhook(receiver.url(), SECRET);
            shop.customer("ada@example.com");
            shop.control().flush();
            var sent = receiver.received().getFirst();

            var java = Webhook.constructEvent(sent.payload(), sent.signature(), SECRET, 300, shop.clock);
            var npm = verified(sent.payload(), sent.signature(), Shop.OPENING.getEpochSecond());

            assertThat(npm.words()).isEqualTo(java.getId());
        }
    }

    private Official.Said verified(String payload, String header, long now) throws Exception {
        var question = (ObjectNode) Json.parse(question(payload, now));
        return new Official(home)
                .npm("webhook.mjs", question.put("header", header).toString(), "verify");
    }

    private static String question(String payload, long at) {
        return Json.object()
                .put("payload", payload)
                .put("secret", SECRET)
                .put("timestamp", at)
                .toString();
    }

    /// Random names become what they are and the order in which they were first seen, so relations stay comparable.
    private static ObjectNode settled(JsonNode seen) {
        Map<String, String> names = new LinkedHashMap<>();
        var text = RANDOM.matcher(seen.toString())
                .replaceAll(found -> names.computeIfAbsent(found.group(), it -> stable(found, names.size())));
        return (ObjectNode) Json.parse(text);
    }

    private static String stable(MatchResult found, int index) {
        var kind = found.group("kind");
        return (kind == null ? "random" : kind) + index;
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var kept = Json.object();
            object.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .forEach(entry -> kept.set(entry.getKey(), withoutNulls(named(entry.getKey(), entry.getValue()))));
            return kept;
        }
        if (node.isArray()) {
            var kept = Json.array();
            node.forEach(item -> kept.add(withoutNulls(item)));
            return kept;
        }
        return node;
    }

    /// Java prints a decimal as a number, the wire has it as text.
    private static JsonNode named(String field, JsonNode value) {
        return field.endsWith("_decimal") ? TextNode.valueOf(value.asText()) : value;
    }
}
