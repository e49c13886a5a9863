package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import tools.sota.sandbox.stripe.json.Json;

/// The `card` of a payment method: what is printed on it and what the bank said about it.
final class CardFace {
    private CardFace() {}

    static ObjectNode of(TestCard card, long now) {
        var face = Json.object().put("brand", card.brand);
        face.putObject("checks")
                .putNull("address_line1_check")
                .putNull("address_postal_code_check")
                .put("cvc_check", "pass");
        face.put("country", "US").put("display_brand", card.brand);
        face.put("exp_month", 12L).put("exp_year", yearAhead(now));
        face.put("fingerprint", "stand-in-" + card.last4()).put("funding", "credit");
        face.putNull("generated_from").put("last4", card.last4());
        face.putObject("networks").putNull("preferred").putArray("available").add(card.brand);
        face.put("regulated_status", "unregulated");
        face.putObject("three_d_secure_usage").put("supported", true);
        face.putNull("wallet");
        return face;
    }

    private static long yearAhead(long now) {
        return Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC).getYear() + 3L;
    }
}
