package tools.sota.billing.invoices;

import com.stripe.model.InvoiceLineItem;
import com.stripe.param.CreditNoteListParams;
import com.stripe.param.InvoiceLineItemListParams;
import com.stripe.param.InvoiceListParams;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeCredit;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Ids;

/// Reads invoices at Stripe and says them in our words.
final class StripeInvoices {
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final Ids ids;
    private final Clock clock;

    StripeInvoices(StripeDesk stripe, Ids ids, Clock clock) {
        this.stripe = stripe;
        this.ids = ids;
        this.clock = clock;
    }

    /// An invoice and its lines.
    ///
    /// @param attempts how often it was tried to charge it
    /// @param nextAttempt null when it is not tried again
    /// @param credited by credit notes, in minor units
    /// @param dueAt until when one that is sent, not charged, is to be paid; null for one that is charged
    record Read(
            Invoice invoice,
            List<InvoiceLine> lines,
            long attempts,
            @Nullable Instant nextAttempt,
            long credited,
            @Nullable Instant dueAt) {
        boolean isFailedRenewal() {
            return "open".equals(invoice.status()) && "subscription_cycle".equals(invoice.reason()) && attempts > 0;
        }
    }

    /// Every one, page by page: a list of Stripe's ends at ten unless asked further.
    List<Read> ofCustomer(UUID account, String customer) {
        var now = clock.instant();
        var params =
                InvoiceListParams.builder().setCustomer(customer).setLimit(PAGE).build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Read>();
            for (var one : v1.invoices().list(params).autoPagingIterable()) {
                all.add(translated(account, one, now));
            }
            return all;
        });
    }

    /// What lowered a customer's invoices after they were final.
    List<CreditNote> creditNotes(UUID account, String customer) {
        var now = clock.instant();
        var params = CreditNoteListParams.builder()
                .setCustomer(customer)
                .setLimit(PAGE)
                .build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<CreditNote>();
            for (var one : v1.creditNotes().list(params).autoPagingIterable()) {
                all.add(translated(account, one, now));
            }
            return all;
        });
    }

    private static CreditNote translated(UUID account, com.stripe.model.CreditNote one, Instant now) {
        var metadata = one.getMetadata();
        return new CreditNote(
                one.getId(),
                account,
                one.getInvoice(),
                one.getNumber(),
                metadata == null ? null : metadata.get(StripeCredit.PAYBACK),
                one.getTotal(),
                one.getCurrency(),
                one.getStatus(),
                time(one.getCreated()),
                now);
    }

    /// The link to the PDF as it is at this moment; it expires, so it is never kept.
    Optional<String> pdf(String stripeId) {
        return Optional.ofNullable(
                stripe.ask(v1 -> v1.invoices().retrieve(stripeId).getInvoicePdf()));
    }

    /// As {@link #pdf}.
    Optional<String> creditNotePdf(String note) {
        return Optional.ofNullable(
                stripe.ask(v1 -> v1.creditNotes().retrieve(note).getPdf()));
    }

    private Read translated(UUID account, com.stripe.model.Invoice one, Instant now) {
        var id = ids.at(time(one.getCreated()));
        var lines = lines(id, one);
        var invoice = new Invoice(
                id,
                one.getId(),
                account,
                subscription(one),
                one.getNumber(),
                one.getStatus(),
                one.getBillingReason(),
                one.getCurrency(),
                one.getTotal(),
                one.getAmountDue(),
                one.getAmountPaid(),
                tax(one),
                stuck(one),
                edge(lines, line -> line.periodStart().getEpochSecond(), one.getPeriodStart(), false),
                edge(lines, line -> line.periodEnd().getEpochSecond(), one.getPeriodEnd(), true),
                one.getHostedInvoiceUrl(),
                time(one.getCreated()),
                paidAt(one),
                now);
        var next = one.getNextPaymentAttempt();
        return new Read(
                invoice,
                lines,
                Optional.ofNullable(one.getAttemptCount()).orElse(0L),
                next == null ? null : time(next),
                amount(one.getPrePaymentCreditNotesAmount()) + amount(one.getPostPaymentCreditNotesAmount()),
                one.getDueDate() == null ? null : time(one.getDueDate()));
    }

    private static long tax(com.stripe.model.Invoice one) {
        var taxes = one.getTotalTaxes();
        return taxes == null
                ? 0
                : taxes.stream()
                        .mapToLong(com.stripe.model.Invoice.TotalTax::getAmount)
                        .sum();
    }

    private static @Nullable String stuck(com.stripe.model.Invoice one) {
        var error = one.getLastFinalizationError();
        return error == null || !"draft".equals(one.getStatus())
                ? null
                : Objects.requireNonNullElse(error.getMessage(), String.valueOf(error.getCode()));
    }

    private static long amount(@Nullable Long given) {
        return given == null ? 0 : given;
    }

    private List<InvoiceLine> lines(UUID invoice, com.stripe.model.Invoice one) {
        var read = new ArrayList<InvoiceLine>();
        for (var line : items(one)) {
            var pricing = line.getPricing();
            var details = pricing == null ? null : pricing.getPriceDetails();
            read.add(new InvoiceLine(
                    line.getId(),
                    invoice,
                    read.size(),
                    Optional.ofNullable(line.getDescription()).orElse(""),
                    line.getAmount(),
                    details == null ? null : details.getPrice(),
                    isProration(line),
                    time(line.getPeriod().getStart()),
                    time(line.getPeriod().getEnd()),
                    discount(line),
                    item(line)));
        }
        return read;
    }

    private Iterable<InvoiceLineItem> items(com.stripe.model.Invoice one) {
        if (!Boolean.TRUE.equals(one.getLines().getHasMore())) {
            return one.getLines().getData();
        }
        var all = InvoiceLineItemListParams.builder().setLimit(PAGE).build();
        return stripe.ask(v1 -> v1.invoices().lineItems().list(one.getId(), all).autoPagingIterable());
    }

    private static long discount(InvoiceLineItem line) {
        var amounts = line.getDiscountAmounts();
        return amounts == null
                ? 0
                : amounts.stream()
                        .mapToLong(InvoiceLineItem.DiscountAmount::getAmount)
                        .sum();
    }

    private static boolean isProration(InvoiceLineItem line) {
        var parent = line.getParent();
        var item = parent == null ? null : parent.getSubscriptionItemDetails();
        return item != null && Boolean.TRUE.equals(item.getProration());
    }

    private static @Nullable String item(InvoiceLineItem line) {
        var parent = line.getParent();
        var item = parent == null ? null : parent.getInvoiceItemDetails();
        return item == null ? null : item.getInvoiceItem();
    }

    /// Null for an invoice made by hand.
    private static @Nullable String subscription(com.stripe.model.Invoice one) {
        var parent = one.getParent();
        var details = parent == null ? null : parent.getSubscriptionDetails();
        return details == null ? null : details.getSubscription();
    }

    /// Stripe's own period is of what was metered before the invoice, which is nothing for a first one.
    private static Instant edge(List<InvoiceLine> lines, ToLongFunction<InvoiceLine> at, long otherwise, boolean last) {
        var times = lines.stream().mapToLong(at);
        return Instant.ofEpochSecond((last ? times.max() : times.min()).orElse(otherwise));
    }

    private static @Nullable Instant paidAt(com.stripe.model.Invoice one) {
        var transitions = one.getStatusTransitions();
        var at = transitions == null ? null : transitions.getPaidAt();
        return at == null ? null : time(at);
    }

    private static Instant time(long seconds) {
        return Instant.ofEpochSecond(seconds);
    }
}
