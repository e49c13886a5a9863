package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Stranger;

/// However the events of a life arrive, doubled and in any order, our rows end as Stripe's state: a dozen orders.
/// `-Dorders=N` plays N of each life, `-Dseed=N` others.
class EventOrderTest {
    private static final Shop SHOP = Shop.fresh();
    private static final int ORDERS = Integer.getInteger("orders", 12);
    private static final long SEED = Long.getLong("seed", 20261123);
    private static final int MOST_EVENTS = 8;
    private static final List<String> TABLES = List.of(
            "bank_objection", "refund", "charge", "subscription_claim", "invoice", "subscription", "entitlement");

    @AfterAll
    static void close() {
        SHOP.close();
    }

    /// 5: a purchase.
    @Test
    void aPurchaseInAnyOrder() {
        play("active", "pro", who -> {});
    }

    /// 5, 17: a purchase that is ended.
    @Test
    void anEndInAnyOrder() {
        play("canceled", "free", who -> end(subscriptionAtStripe(who)));
    }

    /// 5, 29: the money goes back and the subscription ends.
    @Test
    void aGuaranteeInAnyOrder() {
        play("canceled", "free", who -> {
            var answer = who.browser().post("/v1/subscription/guarantee");
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        });
    }

    /// 5, 30: the bank takes the money back, also when the first that is heard of the payment is its dispute.
    @Test
    void aDisputeInAnyOrder() {
        play("active", "free", who -> SHOP.stripe().dispute(chargeAtStripe(who), "fraudulent"));
    }

    private static void play(String status, String plan, Consumer<Stranger> life) {
        var ada = SHOP.givenSubscriber("pro");
        life.accept(ada);
        SHOP.deliver();
        var events = newest(eventsOf(ada));
        assertThat(events).hasSizeBetween(4, MOST_EVENTS);
        var account = SHOP.accountOf(ada);
        var expected = rows(account);
        assertThat(SHOP.planOf(ada)).isEqualTo(plan);
        assertThat(SHOP.ask("select status from subscription where account_id = ?::uuid", account))
                .containsExactly(status);

        var random = new Random(SEED);
        for (int order = 0; order < ORDERS; order++) {
            forget(account);
            var arriving = new ArrayList<>(renamed(events));
            arriving.addAll(arriving.subList(0, random.nextInt(events.size())));
            Collections.shuffle(arriving, random);
            for (var event : arriving) {
                assertThat(SHOP.send(event.toString()).status()).isEqualTo(200);
                if (random.nextBoolean()) {
                    SHOP.product().billing().drain();
                }
            }
            SHOP.product().billing().drain();
            assertThat(rows(account))
                    .as("seed %s, order %s: %s", SEED, order, types(arriving))
                    .isEqualTo(expected);
        }
        System.out.printf("%d orders of %s: the same rows%n", ORDERS, types(events));
    }

    /// The last eight: those that the first ones could overwrite.
    private static List<ObjectNode> newest(List<ObjectNode> all) {
        return all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size());
    }

    private static List<ObjectNode> eventsOf(Stranger who) {
        var customer = SHOP.customerOf(who);
        var charge = chargeAtStripe(who);
        return SHOP.stripe().events().stream()
                .filter(event ->
                        customer.equals(event.at("/data/object/customer").asText())
                                || charge.equals(event.at("/data/object/charge").asText()))
                .toList();
    }

    /// The same id for the same event within an order, another one in each order.
    private static List<ObjectNode> renamed(List<ObjectNode> events) {
        return events.stream()
                .map(event -> event.deepCopy().put("id", "evt_" + UUID.randomUUID()))
                .toList();
    }

    private static List<String> types(List<ObjectNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private static String subscriptionAtStripe(Stranger who) {
        return objectOf("subscription", who);
    }

    private static String chargeAtStripe(Stranger who) {
        return objectOf("charge", who);
    }

    private static String objectOf(String kind, Stranger who) {
        var customer = SHOP.customerOf(who);
        return SHOP.stripe().objects(kind).stream()
                .filter(one -> customer.equals(one.path("customer").asText()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static void end(String subscription) {
        try {
            SHOP.api().subscriptions().cancel(subscription);
        } catch (com.stripe.exception.StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forget(String account) {
        SHOP.change("delete from stripe_event");
        TABLES.forEach(table -> SHOP.change("delete from " + table + " where account_id = ?::uuid", account));
    }

    private static Map<String, List<String>> rows(String account) {
        var rows = new java.util.TreeMap<String, List<String>>();
        for (var table : TABLES) {
            rows.put(
                    table,
                    SHOP.ask(
                            "select row_to_json(t)::jsonb - '{id,read_at,announced_at,opened_at,closed_at,changed_at}'::text[]"
                                    + " || jsonb_build_object('at', (row_to_json(t)::jsonb -> 'created_at')) as one from "
                                    + table + " t where account_id = ?::uuid order by one",
                            account));
        }
        rows.remove("subscription_claim");
        return rows;
    }
}
