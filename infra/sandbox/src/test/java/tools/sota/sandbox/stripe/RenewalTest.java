package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Subscription;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aSubscriptionOfThe31stIsRenewedOnTheLastDayOfShorterMonths() throws Exception {
        openAt("2027-08-31T10:00:00Z");
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());

        shop.clock.moveTo(Instant.parse("2028-08-31T12:00:00Z"));

        var starts = shop.invoices(subscription.getId()).stream()
                .map(invoice ->
                        invoice.getLines().getData().getFirst().getPeriod().getStart())
                .map(start -> Instant.ofEpochSecond(start)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString())
                .toList();
        assertThat(starts)
                .containsExactly(
                        "2027-08-31",
                        "2027-09-30",
                        "2027-10-31",
                        "2027-11-30",
                        "2027-12-31",
                        "2028-01-31",
                        "2028-02-29",
                        "2028-03-31",
                        "2028-04-30",
                        "2028-05-31",
                        "2028-06-30",
                        "2028-07-31",
                        "2028-08-31");
        assertThat(shop.invoices(subscription.getId()))
                .allSatisfy(invoice -> assertThat(invoice.getStatus()).isEqualTo("paid"));
    }

    @Test
    void aLeapDaySubscriptionIsRenewedOnThe28thInCommonYears() throws Exception {
        openAt("2028-02-29T10:00:00Z");
        var price = shop.price("Pro", 99_000, Interval.YEAR);
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), price);

        shop.clock.moveTo(Instant.parse("2032-02-28T11:00:00Z"));

        assertThat(day(periodEnd(shop.subscription(subscription.getId())))).isEqualTo("2032-02-29");
        assertThat(shop.invoices(subscription.getId()))
                .extracting(invoice -> day(invoice.getCreated()))
                .containsExactly("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28");
    }

    @Test
    void aRenewalIsADraftForAnHourAndIsThenPaid() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        shop.clock.moveTo(Instant.ofEpochSecond(periodEnd(subscription)));

        var draft = shop.invoices(subscription.getId()).getLast();
        shop.clock.move(Duration.ofHours(1));
        var paid = shop.invoices(subscription.getId()).getLast();

        assertThat(draft.getStatus()).isEqualTo("draft");
        assertThat(draft.getHostedInvoiceUrl()).isNull();
        assertThat(draft.getBillingReason()).isEqualTo("subscription_cycle");
        assertThat(draft.getParent().getSubscriptionDetails().getSubscription()).isEqualTo(subscription.getId());
        assertThat(paid.getStatus()).isEqualTo("paid");
        assertThat(paid.getHostedInvoiceUrl()).startsWith(shop.standIn.baseUrl().toString());
    }

    @Test
    void anUnfinishedFirstPaymentExpiresAfter23Hours() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_threeDSecure2Required"), shop.pro());
        var before = subscription.getStatus();

        shop.clock.move(Duration.ofHours(23));

        assertThat(before).isEqualTo("incomplete");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("incomplete_expired");
        assertThat(shop.v1()
                        .invoices()
                        .retrieve(subscription.getLatestInvoice())
                        .getStatus())
                .isEqualTo("void");
    }

    private void openAt(String opening) {
        shop.close();
        shop = Shop.open(Instant.parse(opening), options -> options);
    }

    private static long periodEnd(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }

    private static String day(long moment) {
        return Instant.ofEpochSecond(moment)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}
