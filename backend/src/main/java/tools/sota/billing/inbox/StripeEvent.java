package tools.sota.billing.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event of Stripe, read from its raw JSON: stripe-java reads nothing out of another release train.
///
/// @param customerId whom it concerns; null for nobody, such as a price
/// @param chargeId the payment it is about; disputes and fraud warnings name no customer
public record StripeEvent(
        String id,
        String type,
        Instant createdAt,
        @Nullable String apiVersion,
        @Nullable String customerId,
        @Nullable String chargeId,
        String payload) {

    /// @param object the event's `data.object`
    /// @param former the event's `data.previous_attributes`; a card that was removed names its customer there alone
    static @Nullable String customer(JsonNode object, JsonNode former) {
        if ("customer".equals(object.path("object").asText())) {
            return text(object.path("id"));
        }
        var owner = owner(object);
        return owner == null ? owner(former) : owner;
    }

    private static @Nullable String owner(JsonNode object) {
        var customer = object.path("customer");
        return text(customer.isObject() ? customer.path("id") : customer);
    }

    /// @param object the event's `data.object`
    static @Nullable String charge(JsonNode object) {
        var charge = object.path("charge");
        return text(charge.isObject() ? charge.path("id") : charge);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() && node.asText().indexOf('\0') < 0 ? node.asText() : null;
    }
}
