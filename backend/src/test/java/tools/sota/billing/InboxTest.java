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
        var ada = SHOP.givenSilentSubscriber("pro");
        var paid = SHOP.eventOf(ada, "invoice.paid");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 20)
                    .mapToObj(
                            time -> pool.submit(() -> SHOP.send(paid.toString()).status()))
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
        var ada = SHOP.givenSilentSubscriber("pro");
        var events = List.of(
                withStatus(SHOP.eventOf(ada, "customer.subscription.created"), "incomplete"),
                withStatus(SHOP.eventOf(ada, "customer.subscription.created"), "active")
                        .put("type", "customer.subscription.updated"),
                SHOP.eventOf(ada, "invoice.paid"),
                SHOP.eventOf(ada, "checkout.session.completed"));
        var ends = new HashSet<List<String>>();

        for (var order : permutations(events)) {
            forget(ada);
            for (var event : order) {
                var answer = SHOP.send(
                        event.deepCopy().put("id", "evt_" + UUID.randomUUID()).toString());
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
        var ada = SHOP.givenSilentSubscriber("pro");
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
        var ada = SHOP.givenSilentSubscriber("pro");
        SHOP.stripe().fault(Fault.delay("/v1/subscriptions", Duration.ofSeconds(3)));
        var event = SHOP.eventOf(ada, "invoice.paid").toString();

        long begun = System.nanoTime();
        assertThat(SHOP.send(event).status()).isEqualTo(200);
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
        SHOP.product().billing().drain();
        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
    }

    @Test
    void aFailureIsVisibleAndTriedAgainLaterAndLaterStill() {
        var ada = SHOP.givenSilentSubscriber("pro");
        var event = SHOP.eventOf(ada, "invoice.paid");
        SHOP.stripe()
                .fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/subscriptions").times(100));
        SHOP.send(event.toString());
        SHOP.product().billing().drain();
        SHOP.product().clock().advance(Duration.ofSeconds(6));
        SHOP.product().billing().drain();

        assertThat(SHOP.ask(
                        "select attempts || ' ' || (next_attempt_at > now()) from stripe_event where id = ?",
                        id(event)))
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
        var ada = SHOP.givenSilentSubscriber("pro");
        SHOP.product().billing().drain();
        SHOP.stripe().fault(Fault.delay("/v1/invoices", Duration.ofSeconds(2)));
        SHOP.send(SHOP.eventOf(ada, "invoice.paid").toString());
        var subscription = SHOP.api()
                .subscriptions()
                .list(com.stripe.param.SubscriptionListParams.builder()
                        .setCustomer(SHOP.customerOf(ada))
                        .build())
                .getData()
                .getFirst();
        SHOP.api().subscriptions().cancel(subscription.getId());
        SHOP.send(SHOP.eventOf(ada, "customer.subscription.deleted").toString());
        SHOP.product().billing().drain();

        assertThat(SHOP.planOf(ada)).isEqualTo("free");
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
        rows.addAll(SHOP.ask(
                "select row_to_json(s)::jsonb - 'read_at' from subscription s where account_id in " + account));
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
