package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.testing.Stranger;

/// However the events of a life arrive, doubled and in any order, our rows end as what Stripe has: some orders of each.
/// `-Dorders=N` plays N of each life, `-Dorders=0` every one (`make orders`), `-Dseed=N` others.
class EventOrderTest {
    private static final Shop SHOP = Shop.fresh();
    private static final int ORDERS = Integer.getInteger("orders", 8);
    private static final long SEED = Long.getLong("seed", 20261123);
    private static final int MOST_EVENTS = 8;
    private static final Set<String> FAILURE_AND_RECOVERY =
            Set.of("charge.failed", "invoice.payment_failed", "invoice.paid", "customer.subscription.updated");
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

    /// 5, 14: an upgrade that is paid at once.
    @Test
    void anUpgradeInAnyOrder() {
        play("active", "team", who -> change(who, "team"));
    }

    /// 5, 12: a downgrade that waits for the period's end, as a schedule.
    @Test
    void aDowngradeInAnyOrder() {
        var ada = SHOP.givenSubscriber("team");
        play(ada, "active", "team", who -> change(who, "pro"));
        assertThat(SHOP.subscriptionOf(ada).text("pending_change.plan")).isEqualTo("pro");
    }

    /// 5, 13: an upgrade that the bank does not let be paid.
    @Test
    void anUnpaidUpgradeInAnyOrder() {
        play("active", "pro", who -> {
            SubscriptionTest.useCard(SHOP, who, TestCard.CUSTOMER_FAIL);
            change(who, "team");
        });
    }

    /// 5, 25: a trial without a card that is ended by its owner.
    @Test
    void aTrialThatIsEndedInAnyOrder() {
        var ada = SHOP.product().signUp().proveEmail();
        var page = ada.browser().post("/v1/checkout", """
                {"plan":"pro","interval":"month","trial":true,"trial_card":"later"}""");
        TrialTest.submitWithoutCard(page.text("url"));
        SHOP.deliver();
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        play(ada, "canceled", "free", who -> end(subscriptionAtStripe(who)));
    }

    /// 5, 10: the next period begins.
    @Test
    void aRenewalInAnyOrder() {
        play("active", "pro", EventOrderTest::passAMonth);
    }

    /// 5, 27: a renewal that fails, and is paid with another card.
    @Test
    void aFailureAndARecoveryInAnyOrder() {
        play(SHOP.givenSubscriber("pro"), "active", "pro", FAILURE_AND_RECOVERY, who -> {
            fail(who);
            recover(who);
        });
    }

    /// 5: what happened in one step arrives, in part, doubled and in any order, after later ones.
    @Test
    void deliveriesBetweenTheStepsOfALife() {
        List<Consumer<Stranger>> steps = List.of(
                who -> change(who, "team"),
                EventOrderTest::passAMonth,
                EventOrderTest::fail,
                EventOrderTest::recover,
                who -> end(subscriptionAtStripe(who)));
        var random = new Random(SEED);
        for (var life = 0; life < Math.max(1, ORDERS / 4); life++) {
            var ada = SHOP.givenSubscriber("pro");
            var account = SHOP.accountOf(ada);
            SHOP.stripe().webhooks(Traffic.DROPPED);
            var waiting = new ArrayList<ObjectNode>();
            var known = eventsOf(ada).size();
            for (var step : steps) {
                SHOP.product().clock().advance(Duration.ofSeconds(2));
                step.accept(ada);
                var all = eventsOf(ada);
                waiting.addAll(all.subList(known, all.size()));
                known = all.size();
                Collections.shuffle(waiting, random);
                arrive(waiting.subList(random.nextInt(waiting.size()), waiting.size()), random);
            }
            SHOP.stripe().webhooks(Traffic.FLOWING);
            arrive(waiting, random);
            assertThat(StripeState.here(SHOP, account))
                    .as("seed %s, life %d", SEED, life)
                    .isEqualTo(StripeState.at(SHOP, SHOP.customerOf(ada)));
            assertThat(SHOP.planOf(ada)).isEqualTo("free");
        }
    }

    private static void arrive(List<ObjectNode> events, Random random) {
        for (var event : List.copyOf(events)) {
            assertThat(SHOP.send(event.toString()).status()).isEqualTo(200);
            if (random.nextBoolean()) {
                SHOP.product().billing().drain();
            }
        }
        SHOP.product().billing().drain();
    }

    private static void passAMonth(Stranger who) {
        var end = Instant.parse(SHOP.subscriptionOf(who).text("current_period.end"));
        var now = SHOP.product().clock().instant();
        SHOP.passTime(who, Duration.between(now, end).plusHours(2));
    }

    private static void fail(Stranger who) {
        SubscriptionTest.useCard(SHOP, who, TestCard.CUSTOMER_FAIL);
        passAMonth(who);
    }

    private static void recover(Stranger who) {
        SubscriptionTest.useCard(SHOP, who, TestCard.VISA);
        var customer = SHOP.customerOf(who);
        var open = SHOP.stripe().objects("invoice").stream()
                .filter(one -> customer.equals(one.path("customer").asText()))
                .filter(one -> one.path("status").asText().equals("open"))
                .findFirst()
                .orElseThrow();
        try {
            SHOP.api().invoices().pay(open.path("id").asText());
        } catch (com.stripe.exception.StripeException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(Stranger who, String plan) {
        var wish = "{\"plan\":\"%s\",\"interval\":\"month\"".formatted(plan);
        var preview = who.browser().post("/v1/subscription/preview", wish + '}').text("id");
        who.browser().patch("/v1/subscription", wish + ",\"preview_id\":\"" + preview + "\"}");
    }

    private static void play(String status, String plan, Consumer<Stranger> life) {
        play(SHOP.givenSubscriber("pro"), status, plan, life);
    }

    private static void play(Stranger ada, String status, String plan, Consumer<Stranger> life) {
        play(ada, status, plan, Set.of(), life);
    }

    /// @param types those that matter when a life has more than eight events; empty for all
    private static void play(Stranger ada, String status, String plan, Set<String> types, Consumer<Stranger> life) {
        life.accept(ada);
        SHOP.deliver();
        var events = newest(eventsOf(ada).stream()
                .filter(event ->
                        types.isEmpty() || types.contains(event.path("type").asText()))
                .toList());
        assertThat(types(events)).containsAll(types);
        assertThat(events).hasSizeBetween(4, MOST_EVENTS);
        var account = SHOP.accountOf(ada);
        var expected = rows(account);
        var customer = SHOP.customerOf(ada);
        var atStripe = StripeState.at(SHOP, customer);
        assertThat(StripeState.here(SHOP, account)).isEqualTo(atStripe);
        assertThat(SHOP.planOf(ada)).isEqualTo(plan);
        assertThat(SHOP.ask("select status from subscription where account_id = ?::uuid", account))
                .containsExactly(status);

        var random = new Random(SEED);
        var orders = ORDERS == 0 ? permutations(events) : shuffled(events, random);
        for (var order : orders) {
            forget(account);
            var arriving = renamed(order);
            for (var event : arriving) {
                assertThat(SHOP.send(event.toString()).status()).isEqualTo(200);
                if (random.nextBoolean()) {
                    SHOP.product().billing().drain();
                }
            }
            SHOP.product().billing().drain();
            assertThat(rows(account)).as("seed %s: %s", SEED, types(arriving)).isEqualTo(expected);
            assertThat(StripeState.here(SHOP, account))
                    .as("seed %s: %s", SEED, types(arriving))
                    .isEqualTo(atStripe);
        }
        System.out.printf("%d orders of %s: the rows that Stripe has%n", orders.size(), types(events));
    }

    /// Some of them, with some events twice.
    private static List<List<ObjectNode>> shuffled(List<ObjectNode> events, Random random) {
        return IntStream.range(0, ORDERS)
                .mapToObj(order -> {
                    var arriving = new ArrayList<>(events);
                    arriving.addAll(events.subList(0, random.nextInt(events.size())));
                    Collections.shuffle(arriving, random);
                    return (List<ObjectNode>) arriving;
                })
                .toList();
    }

    /// Every order of them, the first event twice in each.
    private static List<List<ObjectNode>> permutations(List<ObjectNode> events) {
        var all = new ArrayList<List<ObjectNode>>();
        permute(new ArrayList<>(events), 0, all);
        return all;
    }

    private static void permute(List<ObjectNode> events, int from, List<List<ObjectNode>> all) {
        if (from == events.size()) {
            var order = new ArrayList<>(events);
            order.add(events.getFirst());
            all.add(order);
        }
        for (int at = from; at < events.size(); at++) {
            Collections.swap(events, from, at);
            permute(events, from + 1, all);
            Collections.swap(events, from, at);
        }
    }

    /// The last eight: those that the first ones could overwrite.
    private static List<ObjectNode> newest(List<ObjectNode> all) {
        return all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size());
    }

    private static List<ObjectNode> eventsOf(Stranger who) {
        var customer = SHOP.customerOf(who);
        var charges = SHOP.stripe().objects("charge").stream()
                .filter(one -> customer.equals(one.path("customer").asText()))
                .map(one -> one.path("id").asText())
                .toList();
        return SHOP.stripe().events().stream()
                .filter(event -> customer.equals(
                                event.at("/data/object/customer").asText())
                        || charges.contains(event.at("/data/object/charge").asText()))
                .toList();
    }

    /// The same id for the same event within an order, another one in each order.
    private static List<ObjectNode> renamed(List<ObjectNode> events) {
        var ids = new HashMap<String, String>();
        return events.stream()
                .map(event -> event.deepCopy()
                        .put("id", ids.computeIfAbsent(event.path("id").asText(), id -> "evt_" + UUID.randomUUID())))
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
