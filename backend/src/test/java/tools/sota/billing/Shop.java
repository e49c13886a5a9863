package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.net.Webhook;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.service.V1Services;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.StripeClients;
import tools.sota.sandbox.stripe.Control;
import tools.sota.sandbox.stripe.Options;
import tools.sota.sandbox.stripe.StripeStandIn;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// The product and a stand-in for Stripe that know each other, share a clock and move only when told to.
final class Shop implements AutoCloseable {
    static final String SECRET = "whsec_test_suite";

    private final StripeStandIn standIn;
    private final Product product;
    private final StripeClient client;
    private final Jdbi jdbi;

    private Shop(StripeStandIn standIn, Product product, @Nullable Path catalog) {
        this.standIn = standIn;
        this.product = product;
        this.client = StripeClients.open("sk_test_suite", standIn.baseUrl().toString());
        this.jdbi = Jdbi.create(product.environment().get("DATABASE_URL"));
        standIn.control().webhook(URI.create(product.environment().get("PUBLIC_URL") + "/webhooks/stripe"), SECRET);
        new CatalogPush(
                        CatalogFeature.create(catalog == null ? null : catalog.toString())
                                .catalog(),
                        client,
                        line -> {})
                .run();
    }

    private static final class Shared {
        static final Shop SHOP = fresh();
    }

    /// One for all tests that neither move time nor disturb Stripe.
    static Shop shared() {
        return Shared.SHOP;
    }

    static Shop fresh() {
        return fresh(null);
    }

    /// @param catalog a file; null for the one that is shipped
    static Shop fresh(@Nullable Path catalog) {
        var time = new AtomicReference<>(InstantSource.system());
        var standIn = StripeStandIn.start(Options.defaults()
                .withPort(0)
                .withTime(() -> time.get().instant())
                .withoutBackground());
        var different =
                new HashMap<>(Map.of("STRIPE_API_BASE", standIn.baseUrl().toString()));
        if (catalog != null) {
            different.put("CATALOG", catalog.toString());
        }
        var product = Product.fresh(different);
        time.set(product.clock());
        var shop = new Shop(standIn, product, catalog);
        shop.awaitFirstJobs();
        return shop;
    }

    /// Every job runs once at the start; from then on only a leap of the clock makes them due.
    private void awaitFirstJobs() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask("select task_name from scheduled_tasks where last_success is null")
                        .isEmpty());
    }

    Product product() {
        return product;
    }

    Control stripe() {
        return standIn.control();
    }

    String stripeUrl() {
        return standIn.baseUrl().toString();
    }

    /// Stripe as its other clients see it.
    V1Services api() {
        return client.v1();
    }

    StripeClient client() {
        return client;
    }

    Answer startCheckout(Stranger who, String plan, String interval) {
        return who.browser().post("/v1/checkout", """
                {"plan":"%s","interval":"%s"}""".formatted(plan, interval));
    }

    /// @return the id of the session
    String givenCheckout(Stranger who, String plan) {
        var answer = startCheckout(who, plan, "month");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    void pay(String session) {
        standIn.control().pay(session, TestCard.VISA);
    }

    /// Somebody who has paid for a plan, and whose webhooks have all been worked off.
    Stranger givenSubscriber(String plan) {
        var who = product.signUp();
        pay(givenCheckout(who, plan));
        deliver();
        assertThat(planOf(who)).isEqualTo(plan);
        return who;
    }

    /// Somebody who has paid, and none of the events of it has arrived or ever will by itself.
    Stranger givenSilentSubscriber(String plan) {
        standIn.control().webhooks(Traffic.DROPPED);
        var who = product.signUp();
        pay(givenCheckout(who, plan));
        deliver();
        standIn.control().webhooks(Traffic.FLOWING);
        return who;
    }

    /// The newest event of this type about the customer.
    ObjectNode eventOf(Stranger who, String type) {
        var customer = customerOf(who);
        return standIn.control().events().stream()
                .filter(event -> type.equals(event.path("type").asText()))
                .filter(event ->
                        customer.equals(event.at("/data/object/customer").asText()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError("Stripe made no " + type));
    }

    /// Every webhook that is due arrives, and is worked off.
    void deliver() {
        standIn.control().flush();
        product.billing().drain();
    }

    /// What comes due on the way happens at Stripe and reaches us; whoever watches logs in again, for sessions end.
    void passTime(Stranger who, Duration time) {
        product.clock().advance(time);
        standIn.control().flush();
        deliver();
        var answer = who.browser().post("/v1/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(who.email(), Stranger.PASSWORD));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    String planOf(Stranger who) {
        return subscriptionOf(who).text("plan");
    }

    Answer subscriptionOf(Stranger who) {
        var answer = who.browser().get("/v1/subscription");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /// Stripe's id of the customer that the account is.
    String customerOf(Stranger who) {
        return ask("""
                select customer_id from stripe_customer c
                where deleted_at is null and account_id = (
                  select m.account_id from membership m join person p on p.user_id = m.user_id where p.email = ?)
                """, who.email()).getFirst();
    }

    /// Our id of the account, as it stands in the tables.
    String accountOf(Stranger who) {
        return ask("select account_id from stripe_customer where customer_id = ?", customerOf(who))
                .getFirst();
    }

    /// This many calls in the period that runs, and no others: rows and sums agree, or the nightly comparison would
    /// heal them away.
    void givenCalls(Stranger who, long calls) {
        var now = Timestamp.from(product.clock().instant());
        jdbi.useTransaction(transaction -> {
            for (var table : List.of("usage_event", "usage_hourly", "usage_daily", "usage_period")) {
                transaction.execute("delete from " + table + " where account_id = cast(? as uuid)", accountOf(who));
            }
            transaction.execute("""
                    insert into usage_event (id, account_id, environment, key_id, product, calls, status, at, period_start)
                    select cast(overlay(cast(uuid_at(?) as text) placing substr(cast(account_id as text), 25) from 25) as uuid),
                           account_id, 'live', account_id, 'call', ?, 200, ?, period_start
                    from subscription where customer_id = ? and ended_at is null
                    """, now, calls, now, customerOf(who));
            transaction.execute("""
                    insert into usage_hourly (account_id, environment, hour, key_id, product, calls)
                    select account_id, environment, date_trunc('hour', at, 'UTC'), key_id, product, calls
                    from usage_event where account_id = cast(? as uuid)
                    """, accountOf(who));
            transaction.execute("""
                    insert into usage_daily (account_id, environment, day, key_id, product, calls)
                    select account_id, environment, date_trunc('day', at, 'UTC'), key_id, product, calls
                    from usage_event where account_id = cast(? as uuid)
                    """, accountOf(who));
            transaction.execute("""
                    insert into usage_period (account_id, environment, period_start, calls)
                    select account_id, environment, period_start, calls
                    from usage_event where account_id = cast(? as uuid)
                    """, accountOf(who));
        });
    }

    int receiptsOf(Stranger who) {
        return Integer.parseInt(ask("""
                select count(*) from mail
                where kind = 'receipt' and dedupe in (
                  select 'receipt:' || i.stripe_id from invoice i join membership m on m.account_id = i.account_id
                  join person p on p.user_id = m.user_id where p.email = ?)
                """, who.email()).getFirst());
    }

    List<String> ask(String sql, Object... values) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            for (int at = 0; at < values.length; at++) {
                query.bind(at, values[at]);
            }
            return query.mapTo(String.class).list();
        });
    }

    void change(String sql, Object... values) {
        jdbi.useHandle(handle -> handle.execute(sql, values));
    }

    /// One of our own people.
    Stranger givenStaff() {
        var one = product.signUp();
        change("update person set email_proven_at = now() where email = ?", one.email());
        change(
                "insert into staff (user_id, granted_at) select user_id, now() from person where email = ?",
                one.email());
        return one;
    }

    /// A second one that somebody of ours made in Stripe's dashboard.
    String givenSubscriptionByHand(Stranger who) throws StripeException {
        var customer = customerOf(who);
        var methods = client.v1().customers().paymentMethods().list(customer).getData();
        var price = ask("select price_id from subscription where customer_id = ?", customer)
                .getFirst();
        return client.v1()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer)
                        .setDefaultPaymentMethod(methods.getFirst().getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(price)
                                .build())
                        .build())
                .getId();
    }

    void givenStaffRefund(String invoice, long amount) {
        var answer = givenStaff().browser().post("/v1/ops/refunds", """
                {"invoice":"%s","reason":"duplicate","note":"a test","amount":%d}""".formatted(invoice, amount));
        assertThat(answer.text("status")).as(answer.body()).isEqualTo("done");
    }

    /// Sends an event as Stripe would.
    Answer send(String payload) {
        return send(payload, signature(payload));
    }

    Answer send(String payload, String signature) {
        return product.client().with("Stripe-Signature", signature).post("/webhooks/stripe", payload);
    }

    String signature(String payload) {
        return signature(payload, SECRET, Duration.ZERO);
    }

    /// @param age how long ago it was made
    String signature(String payload, String secret, Duration age) {
        try {
            long at = product.clock().instant().minus(age).getEpochSecond();
            return Webhook.Signature.generateSignatureHeader(payload, secret, at);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        product.close();
        standIn.close();
    }
}
