package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Stranger;

/// What becomes of events behind the door. Numbers are those of the known mistakes in stripe.md, section 6.
class InboxTest {
    private static final Shop SHOP = Shop.fresh();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    /// 6: the same event twenty times at once.
    @Test
    void aRepeatedEventHasOneEffect() throws Exception {
        var ada = boughtSilently();
        var paid = eventOf(ada, "invoice.paid");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(time -> pool.submit(() -> SHOP.send(paid.toString()).status()))
                    .toList();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        SHOP.product().billing().drain();

        assertThat(SHOP.ask("select count(*) from stripe_event where id = ?", id(paid)))
                .containsExactly("1");
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.receiptsOf(ada)).isEqualTo(1);
    }

    /// 5: all 24 orders of four events, two of which carry an older state than Stripe has.
    @Test
    void everyOrderOfEventsEndsInTheSameRow() {
        var ada = boughtSilently();
        var events = List.of(
                withStatus(eventOf(ada, "customer.subscription.created"), "incomplete"),
                withStatus(eventOf(ada, "customer.subscription.created"), "active")
                        .put("type", "customer.subscription.updated"),
                eventOf(ada, "invoice.paid"),
                eventOf(ada, "checkout.session.completed"));
        var ends = new HashSet<List<String>>();

        for (var order : permutations(events)) {
            forget(ada);
            for (var event : order) {
                var answer = SHOP.send(event.deepCopy().put("id", "evt_" + UUID.randomUUID()).toString());
                assertThat(answer.status()).isEqualTo(200);
                SHOP.product().billing().drain();
            }
            ends.add(rows(ada));
        }

        assertThat(permutations(events)).hasSize(24);
        assertThat(ends).singleElement().satisfies(end -> assertThat(end).hasSize(3));
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.receiptsOf(ada)).isEqualTo(1);
    }

    /// 7: stored, then the process died.
    @Test
    void anEventThatWasStoredAndNeverWorkedOffIsFoundAgain() {
        var ada = boughtSilently();
        SHOP.change(
                "insert into stripe_event (id, type, created_at, customer_id, payload, received_at, next_attempt_at) "
                        + "values (?, 'invoice.paid', now(), ?, '{}', now(), now() - interval '1 minute')",
                "evt_" + UUID.randomUUID(),
                SHOP.customerOf(ada));

        SHOP.product().billing().drain();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
    }

    /// 43: Stripe is slow; the door is not.
    @Test
    void aSlowStripeDoesNotSlowTheWebhook() {
        var ada = boughtSilently();
        SHOP.stripe().fault(Fault.delay("/v1/subscriptions", Duration.ofSeconds(3)));
        var event = eventOf(ada, "invoice.paid").toString();

        long begun = System.nanoTime();
        assertThat(SHOP.send(event).status()).isEqualTo(200);
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
        SHOP.product().billing().drain();
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
    }

    @Test
    void aFailureIsVisibleAndTriedAgainLaterAndLaterStill() {
        var ada = boughtSilently();
        var event = eventOf(ada, "invoice.paid");
        SHOP.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/subscriptions").times(100));
        SHOP.send(event.toString());
        SHOP.product().billing().drain();
        SHOP.product().clock().advance(Duration.ofSeconds(6));
        SHOP.product().billing().drain();

        assertThat(SHOP.ask("select attempts || ' ' || (next_attempt_at > now()) from stripe_event where id = ?", id(event)))
                .containsExactly("2 true");
        assertThat(SHOP.ask("select last_error from stripe_event where id = ?", id(event)))
                .singleElement()
                .asString()
                .startsWith("StripeUnavailable");

        SHOP.stripe().clearFaults();
        SHOP.product().clock().advance(Duration.ofSeconds(11));
        SHOP.product().billing().drain();
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.ask("select coalesce(last_error, 'none') from stripe_event where id = ?", id(event)))
                .containsExactly("none");
    }

    /// 8: whoever reads must hold the lock already, or an old answer is written over a new one.
    @Test
    void aSlowReaderDoesNotWriteOldNewsOverNew() throws Exception {
        var ada = boughtSilently();
        SHOP.product().billing().drain();
        SHOP.stripe().fault(Fault.delay("/v1/invoices", Duration.ofSeconds(2)));
        SHOP.send(eventOf(ada, "invoice.paid").toString());
        var subscription = SHOP.api()
                .subscriptions()
                .list(com.stripe.param.SubscriptionListParams.builder()
                        .setCustomer(SHOP.customerOf(ada))
                        .build())
                .getData()
                .getFirst();
        SHOP.api().subscriptions().cancel(subscription.getId());
        SHOP.send(eventOf(ada, "customer.subscription.deleted").toString());
        SHOP.product().billing().drain();

        assertThat(SHOP.planOf(ada)).isEqualTo("free");
    }

    /// 49: everything was lost for two days; mails are not sent twice.
    @Test
    void theReconcilerFetchesWhatNeverArrivedAndRepeatsNothing() {
        var ada = SHOP.product().signUp();
        SHOP.stripe().webhooks(Traffic.DROPPED);
        SHOP.pay(SHOP.givenCheckout(ada, "pro"));
        SHOP.passTime(Duration.ofDays(2));
        assertThat(SHOP.planOf(ada)).isEqualTo("free");

        assertThat(SHOP.product().billing().reconcile()).isPositive();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.receiptsOf(ada)).isEqualTo(1);
        assertThat(SHOP.product().billing().reconcile()).isZero();
        SHOP.stripe().webhooks(Traffic.FLOWING);
        SHOP.stripe().redeliver(id(eventOf(ada, "invoice.paid")));
        SHOP.deliver();
        assertThat(SHOP.receiptsOf(ada)).isEqualTo(1);
    }

    @Test
    void theSweepFindsASubscriptionThatNoEventToldOf() {
        var ada = boughtSilently();
        assertThat(SHOP.planOf(ada)).isEqualTo("free");

        SHOP.product().billing().sweep();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
    }

    /// Paid for, and none of its events has arrived or ever will by itself.
    private static Stranger boughtSilently() {
        SHOP.stripe().webhooks(Traffic.DROPPED);
        var who = SHOP.product().signUp();
        SHOP.pay(SHOP.givenCheckout(who, "pro"));
        SHOP.deliver();
        SHOP.stripe().webhooks(Traffic.FLOWING);
        return who;
    }

    private static ObjectNode eventOf(Stranger who, String type) {
        var customer = SHOP.customerOf(who);
        return SHOP.stripe().events().stream()
                .filter(event -> type.equals(event.path("type").asText()))
                .filter(event -> customer.equals(event.at("/data/object/customer").asText()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("Stripe made no " + type));
    }

    private static ObjectNode withStatus(ObjectNode event, String status) {
        var copy = event.deepCopy();
        copy.withObject("data").withObject("object").put("status", status);
        return copy;
    }

    private static String id(ObjectNode event) {
        return event.path("id").asText();
    }

    private static void forget(Stranger who) {
        var account = "(select account_id from stripe_customer where customer_id = '" + SHOP.customerOf(who) + "')";
        SHOP.change("delete from subscription_claim where account_id in " + account);
        SHOP.change("delete from invoice where account_id in " + account);
        SHOP.change("delete from subscription where account_id in " + account);
        SHOP.change("delete from entitlement where account_id in " + account);
        SHOP.change("update checkout set status = 'open', payment_status = 'unpaid' where account_id in " + account);
    }

    private static List<String> rows(Stranger who) {
        var account = "(select account_id from stripe_customer where customer_id = '" + SHOP.customerOf(who) + "')";
        var rows = new ArrayList<String>();
        rows.addAll(SHOP.ask("select row_to_json(s)::jsonb - 'read_at' from subscription s where account_id in " + account));
        rows.addAll(SHOP.ask("select row_to_json(i)::jsonb - '{id,read_at,announced_at}'::text[] from invoice i"
                + " where account_id in " + account));
        rows.addAll(SHOP.ask("select plan || anchor from entitlement where account_id in " + account));
        return rows;
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        var all = new ArrayList<List<T>>();
        for (int at = 0; at < items.size(); at++) {
            var rest = new ArrayList<>(items);
            var first = rest.remove(at);
            for (var tail : permutations(rest)) {
                var one = new ArrayList<>(List.of(first));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
