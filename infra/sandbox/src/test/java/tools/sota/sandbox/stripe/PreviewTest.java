package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A preview is worth something only if the change then costs what it said (mistake 15).
class PreviewTest {
    private final Shop shop = Shop.open();
    private Customer ada = new Customer();
    private Price team = new Price();
    private Subscription subscription = new Subscription();

    @BeforeEach
    void aSubscription() throws Exception {
        ada = shop.customerWith("pm_card_visa");
        team = shop.price("Team", 49_900, Interval.MONTH);
        subscription = shop.subscribe(ada, shop.pro());
        shop.clock.move(Duration.ofDays(11).plusHours(5));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void mistake15ThePreviewOfAnUpgradeEqualsItsInvoiceToTheCent() throws Exception {
        var preview = preview(it -> toTeam(it, SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE));
        update(ProrationBehavior.ALWAYS_INVOICE);

        var invoice = shop.invoices(subscription.getId()).getLast();
        assertThat(preview.getAmountDue()).isPositive().isEqualTo(invoice.getAmountDue());
        assertThat(preview.getTotal()).isEqualTo(invoice.getTotal());
        assertThat(amounts(preview)).isEqualTo(amounts(invoice));
    }

    @Test
    void mistake15ANewPeriodFromNowOnIsPreviewedWithItsInvoiceItems() throws Exception {
        var preview = preview(it -> it.setSubscriptionDetails(SubscriptionDetails.builder()
                        .addItem(item())
                        .setProrationBehavior(SubscriptionDetails.ProrationBehavior.NONE)
                        .setBillingCycleAnchor(SubscriptionDetails.BillingCycleAnchor.NOW)
                        .build())
                .addInvoiceItem(InvoiceCreatePreviewParams.InvoiceItem.builder()
                        .setAmount(-6600L)
                        .setCurrency("usd")
                        .build()));

        assertThat(preview.getAmountDue()).isEqualTo(49_900 - 6600);
        assertThat(preview.getStatus()).isEqualTo("draft");
        assertThat(preview.getLines().getData()).hasSize(2);
    }

    @Test
    void aChangeThatWaitsIsPreviewedOnTheNextInvoice() throws Exception {
        var preview = preview(it -> toTeam(it, SubscriptionDetails.ProrationBehavior.CREATE_PRORATIONS));
        update(ProrationBehavior.CREATE_PRORATIONS);
        shop.clock.move(Duration.ofDays(20));

        var renewal = shop.invoices(subscription.getId()).getLast();
        assertThat(renewal.getBillingReason()).isEqualTo("subscription_cycle");
        assertThat(amounts(preview)).isEqualTo(amounts(renewal)).hasSize(3);
        assertThat(preview.getPeriodEnd()).isEqualTo(renewal.getPeriodEnd());
    }

    @Test
    void aPreviewLeavesNothingBehind() throws Exception {
        var events = shop.eventTypes();
        preview(it -> toTeam(it, SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE));

        assertThat(shop.eventTypes()).isEqualTo(events);
        assertThat(shop.invoices(subscription.getId())).hasSize(1);
        assertThat(shop.subscription(subscription.getId()).toJson()).isEqualTo(subscription.toJson());
    }

    @Test
    void aSubscriptionThatDoesNotExistYetCanBePreviewed() throws Exception {
        var bob = shop.customer("bob@example.com");
        var preview = shop.v1()
                .invoices()
                .createPreview(InvoiceCreatePreviewParams.builder()
                        .setCustomer(bob.getId())
                        .setSubscriptionDetails(SubscriptionDetails.builder()
                                .addItem(SubscriptionDetails.Item.builder()
                                        .setPrice(team.getId())
                                        .setQuantity(2L)
                                        .build())
                                .build())
                        .build());

        assertThat(preview.getAmountDue()).isEqualTo(99_800);
    }

    @Test
    void whatEndsWithItsPeriodHasNoUpcomingInvoice() {
        assertThatThrownBy(() -> preview(it -> it.setSubscriptionDetails(
                        SubscriptionDetails.builder().setCancelAtPeriodEnd(true).build())))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        error -> assertThat(error.getCode()).isEqualTo("invoice_upcoming_none"));
    }

    private Invoice preview(UnaryOperator<InvoiceCreatePreviewParams.Builder> more) throws StripeException {
        var builder =
                InvoiceCreatePreviewParams.builder().setCustomer(ada.getId()).setSubscription(subscription.getId());
        return shop.v1().invoices().createPreview(more.apply(builder).build());
    }

    private InvoiceCreatePreviewParams.Builder toTeam(
            InvoiceCreatePreviewParams.Builder builder, SubscriptionDetails.ProrationBehavior behavior) {
        return builder.setSubscriptionDetails(SubscriptionDetails.builder()
                .addItem(item())
                .setProrationBehavior(behavior)
                .setProrationDate(shop.clock.instant().getEpochSecond())
                .build());
    }

    private SubscriptionDetails.Item item() {
        return SubscriptionDetails.Item.builder()
                .setId(subscription.getItems().getData().getFirst().getId())
                .setPrice(team.getId())
                .build();
    }

    private void update(ProrationBehavior behavior) throws StripeException {
        var params = SubscriptionUpdateParams.builder()
                .addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(subscription.getItems().getData().getFirst().getId())
                        .setPrice(team.getId())
                        .build())
                .setProrationBehavior(behavior)
                .setProrationDate(shop.clock.instant().getEpochSecond())
                .build();
        shop.v1().subscriptions().update(subscription.getId(), params);
    }

    private static List<Long> amounts(Invoice invoice) {
        return invoice.getLines().getData().stream().map(it -> it.getAmount()).toList();
    }
}
