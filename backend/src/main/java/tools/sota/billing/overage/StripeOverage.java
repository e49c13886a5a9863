package tools.sota.billing.overage;

import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.net.RequestOptions;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceListParams;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.catalog.TaxRule;
import tools.sota.platform.Ids;

/// Puts calls beyond a plan's on an invoice at Stripe.
final class StripeOverage {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String FACT = "overage";
    private static final long LOOKED_AT = 100;

    private final StripeDesk stripe;
    private final Optional<TaxRule> tax;

    StripeOverage(StripeDesk stripe, Optional<TaxRule> tax) {
        this.stripe = stripe;
        this.tax = tax;
    }

    /// On the draft of the subscription's renewal while there is one; else with its next invoice when that is near.
    ///
    /// @return the item's id
    String withSubscription(String customer, String subscription, OverageTerms terms, OverageBooking booking) {
        var before = found(customer, booking);
        if (before.isPresent()) {
            return before.get().getId();
        }
        var params = item(customer, terms, booking);
        draft(subscription).ifPresentOrElse(params::setInvoice, () -> params.setSubscription(subscription));
        return create(params, booking.fact());
    }

    /// On an invoice of its own, which is charged at once.
    ///
    /// @param subscription whose card is charged, over or not; null when there was none: the customer's own
    /// @return the item's id
    String alone(String customer, @Nullable String subscription, OverageTerms terms, OverageBooking booking) {
        var before = found(customer, booking);
        if (before.isPresent()) {
            charge(before.get().getInvoice());
            return before.get().getId();
        }
        var params = InvoiceCreateParams.builder()
                .setCustomer(customer)
                .setCurrency(terms.currency())
                .setAutoAdvance(true)
                .setAutomaticTax(InvoiceCreateParams.AutomaticTax.builder()
                        .setEnabled(tax.isPresent())
                        .build())
                .setPendingInvoiceItemsBehavior(InvoiceCreateParams.PendingInvoiceItemsBehavior.EXCLUDE)
                .putMetadata("account_id", Ids.show("acc", terms.accountId()));
        if (subscription != null) {
            card(customer, subscription).ifPresent(params::setDefaultPaymentMethod);
        }
        var key = once(booking.fact() + "-invoice");
        var invoice = stripe.ask(v1 -> v1.invoices().create(params.build(), key));
        var item = create(item(customer, terms, booking).setInvoice(invoice.getId()), booking.fact() + "-alone");
        charge(invoice.getId());
        return item;
    }

    /// Of a subscription, while the customer still has it: an invoice on a card that was removed could not even be
    /// made.
    private Optional<String> card(String customer, String subscription) {
        return Optional.ofNullable(stripe.ask(v1 -> v1.subscriptions().retrieve(subscription))
                        .getDefaultPaymentMethod())
                .filter(card -> customer.equals(
                        stripe.ask(v1 -> v1.paymentMethods().retrieve(card)).getCustomer()));
    }

    /// Takes a line from where it waits for an invoice that may never be made final.
    ///
    /// @return false when it is on a final one, which is paid or owed
    boolean takeBack(String item) {
        try {
            var invoice = stripe.ask(v1 -> v1.invoiceItems().retrieve(item)).getInvoice();
            if (invoice != null
                    && !"draft"
                            .equals(stripe.ask(v1 -> v1.invoices().retrieve(invoice))
                                    .getStatus())) {
                return false;
            }
            stripe.tell(v1 -> v1.invoiceItems().delete(item));
            return true;
        } catch (StripeRefused e) {
            if (!e.hasCode("resource_missing")) {
                throw e;
            }
            return true;
        }
    }

    /// A card that is refused here is Stripe's to try again: the invoice stays open and goes the way of all others. One
    /// that cannot be made final waits for an address.
    private void charge(String invoice) {
        try {
            if ("draft".equals(stripe.ask(v1 -> v1.invoices().retrieve(invoice)).getStatus())) {
                stripe.tell(v1 -> v1.invoices().finalizeInvoice(invoice));
            }
            if ("open".equals(stripe.ask(v1 -> v1.invoices().retrieve(invoice)).getStatus())) {
                stripe.tell(v1 -> v1.invoices().pay(invoice));
            }
        } catch (StripeRefused e) {
            return;
        }
    }

    private Optional<String> draft(String subscription) {
        var params = InvoiceListParams.builder()
                .setSubscription(subscription)
                .setStatus(InvoiceListParams.Status.DRAFT)
                .setLimit(1L)
                .build();
        return stripe.ask(v1 -> v1.invoices().list(params)).getData().stream()
                .map(Invoice::getId)
                .findFirst();
    }

    /// Stripe forgets idempotency keys after a day, and keeps a failure of its own under one until then.
    private Optional<InvoiceItem> found(String customer, OverageBooking booking) {
        var params = InvoiceItemListParams.builder()
                .setCustomer(customer)
                .setLimit(LOOKED_AT)
                .build();
        return stripe.ask(v1 -> v1.invoiceItems().list(params)).getData().stream()
                .filter(item -> booking.fact().equals(item.getMetadata().get(FACT)))
                .findFirst();
    }

    private String create(InvoiceItemCreateParams.Builder params, String key) {
        return stripe.ask(v1 -> v1.invoiceItems().create(params.build(), once(key)))
                .getId();
    }

    /// What is asked for differs with and without tax, so its key does.
    private RequestOptions once(String key) {
        return StripeDesk.once(key + (tax.isPresent() ? "-taxed" : ""));
    }

    private InvoiceItemCreateParams.Builder item(String customer, OverageTerms terms, OverageBooking booking) {
        var params = InvoiceItemCreateParams.builder()
                .setCustomer(customer)
                .setCurrency(terms.currency())
                .setAmount(booking.amount())
                .setDiscountable(false)
                .setTaxBehavior(InvoiceItemCreateParams.TaxBehavior.EXCLUSIVE)
                .setDescription(String.format(
                        Locale.ENGLISH,
                        "%,d calls beyond the plan, %s to %s",
                        booking.calls(),
                        DAY.format(terms.periodStart()),
                        DAY.format(terms.periodEnd())))
                .setPeriod(InvoiceItemCreateParams.Period.builder()
                        .setStart(terms.periodStart().getEpochSecond())
                        .setEnd(terms.periodEnd().getEpochSecond())
                        .build())
                .putMetadata(FACT, booking.fact());
        tax.ifPresent(rule -> params.setTaxCode(rule.code()));
        return params;
    }
}
