package tools.sota.billing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a customer has at Stripe, from Stripe's own objects, and the same from our rows: one line for each fact.
final class StripeState {
    private StripeState() {}

    static List<String> at(Shop shop, String customer) {
        var lines = new ArrayList<String>();
        lines.addAll(of(shop, "subscription", customer, StripeState::subscription));
        lines.addAll(of(shop, "invoice", customer, StripeState::invoice));
        lines.addAll(of(shop, "charge", customer, StripeState::charge));
        return lines.stream().filter(line -> !line.isEmpty()).sorted().toList();
    }

    private static List<String> of(Shop shop, String kind, String customer, Function<JsonNode, String> line) {
        return shop.stripe().objects(kind).stream()
                .filter(one -> customer.equals(one.path("customer").asText()))
                .map(line)
                .toList();
    }

    private static String subscription(JsonNode one) {
        var item = one.at("/items/data/0");
        return String.join(
                " ",
                one.path("id").asText(),
                one.path("status").asText(),
                item.at("/price/id").asText(),
                item.path("current_period_start").asText(),
                item.path("current_period_end").asText(),
                moment(one.path("trial_end")),
                moment(one.path("ended_at")));
    }

    private static String invoice(JsonNode one) {
        return String.join(
                " ",
                one.path("id").asText(),
                one.path("status").asText(),
                one.path("total").asText(),
                one.path("amount_due").asText(),
                one.path("amount_paid").asText());
    }

    private static String charge(JsonNode one) {
        return one.path("status").asText().equals("succeeded")
                ? String.join(
                        " ",
                        one.path("id").asText(),
                        one.path("amount").asText(),
                        one.path("amount_refunded").asText(),
                        one.path("disputed").asText())
                : "";
    }

    private static String moment(JsonNode seconds) {
        return seconds.isNumber() ? seconds.asText() : "-";
    }

    static List<String> here(Shop shop, String account) {
        var lines = new ArrayList<String>();
        lines.addAll(shop.ask("""
                select concat_ws(' ', id, status, price_id, extract(epoch from period_start)::bigint,
                                 extract(epoch from period_end)::bigint,
                                 coalesce(extract(epoch from trial_end_at)::bigint::text, '-'),
                                 coalesce(extract(epoch from ended_at)::bigint::text, '-'))
                from subscription where account_id = ?::uuid
                """, account));
        lines.addAll(shop.ask("""
                select concat_ws(' ', stripe_id, status, total, amount_due, amount_paid)
                from invoice where account_id = ?::uuid
                """, account));
        lines.addAll(shop.ask("""
                select concat_ws(' ', id, amount, refunded, disputed::text) from charge where account_id = ?::uuid
                """, account));
        return lines.stream().sorted().toList();
    }
}
