package tools.sota.billing.dunning;

import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoiceUpdateParams;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.SyncPart;

/// Ends an unpaid time. While a subscription is unpaid Stripe drafts a renewal for every period and sends none. Once
/// what
/// was owed is paid, the draft of the running period is charged, for its plan is had; those of periods that are over
/// are voided, for in them the account was on the free plan.
final class RecoveryPart implements SyncPart {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryPart.class);
    /// Stripe sends a draft that it means to send after an hour.
    private static final Duration SENT_AFTER = Duration.ofHours(2);

    private static final Set<String> BACK = Set.of("active", "unpaid");
    private static final String MARK = "not_had";
    private static final long PAGE = 100;

    private final Jdbi jdbi;
    private final StripeDesk stripe;
    private final Clock clock;

    RecoveryPart(Jdbi jdbi, StripeDesk stripe, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var before = clock.instant().minus(SENT_AFTER);
        jdbi.withExtension(DunningRows.class, rows -> rows.stalled(held.account(), before))
                .forEach(this::recover);
        return transaction -> {};
    }

    private void recover(String id) {
        var subscription = stripe.ask(v1 -> v1.subscriptions().retrieve(id));
        boolean isCharged = "charge_automatically".equals(subscription.getCollectionMethod());
        if (!isCharged || !BACK.contains(subscription.getStatus()) || subscription.getPauseCollection() != null) {
            return;
        }
        var renewals = renewals(id);
        renewals.stream().filter(RecoveryPart::isMarked).forEach(this::end);
        var owed = renewals.stream().anyMatch(one -> "open".equals(one.getStatus()) && !isMarked(one));
        if (owed) {
            return;
        }
        renewals.stream().filter(RecoveryPart::isHeldBack).forEach(one -> settle(one, subscription));
    }

    private List<Invoice> renewals(String subscription) {
        var params = InvoiceListParams.builder()
                .setSubscription(subscription)
                .setLimit(PAGE)
                .build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Invoice>();
            for (var one : v1.invoices().list(params).autoPagingIterable()) {
                if ("subscription_cycle".equals(one.getBillingReason())) {
                    all.add(one);
                }
            }
            return all;
        });
    }

    private static boolean isHeldBack(Invoice one) {
        return "draft".equals(one.getStatus())
                && Boolean.FALSE.equals(one.getAutoAdvance())
                && one.getLastFinalizationError() == null;
    }

    private static boolean isMarked(Invoice one) {
        return one.getMetadata() != null && one.getMetadata().containsKey(MARK);
    }

    private void settle(Invoice one, Subscription subscription) {
        if (one.getId().equals(subscription.getLatestInvoice())) {
            charge(one);
        } else if (one.getLines().getData().stream().allMatch(RecoveryPart::isOfPlan)
                && !Boolean.TRUE.equals(one.getLines().getHasMore())) {
            forgive(one);
        } else {
            LOG.error("Draft {} of an unpaid time bills more than its plan: decide about it at Stripe", one.getId());
        }
    }

    private static boolean isOfPlan(InvoiceLineItem line) {
        return line.getParent() != null
                && "subscription_item_details".equals(line.getParent().getType());
    }

    /// A card that is refused puts it into Stripe's calendar of attempts, like any renewal.
    private void charge(Invoice one) {
        var params = InvoiceFinalizeInvoiceParams.builder().setAutoAdvance(true).build();
        try {
            stripe.tell(v1 -> v1.invoices().finalizeInvoice(one.getId(), params, once("charge", one)));
            stripe.tell(v1 -> v1.invoices().pay(one.getId(), once("pay", one)));
        } catch (StripeRefused e) {
            LOG.info("The renewal {} after an unpaid time was not paid: {}", one.getId(), e.getMessage());
        }
    }

    /// Stripe voids what is final alone. The mark tells what a crash left between the two from what is owed.
    private void forgive(Invoice one) {
        var mark = InvoiceUpdateParams.builder().putMetadata(MARK, "1").build();
        stripe.tell(v1 -> v1.invoices().update(one.getId(), mark, once("mark", one)));
        end(one);
    }

    private void end(Invoice one) {
        if ("draft".equals(one.getStatus())) {
            var params =
                    InvoiceFinalizeInvoiceParams.builder().setAutoAdvance(false).build();
            stripe.tell(v1 -> v1.invoices().finalizeInvoice(one.getId(), params, once("final", one)));
        }
        if (!"void".equals(one.getStatus())) {
            stripe.tell(v1 -> v1.invoices().voidInvoice(one.getId(), once("void", one)));
        }
    }

    private static com.stripe.net.RequestOptions once(String deed, Invoice one) {
        return StripeDesk.once("recovery-" + deed + '-' + one.getId());
    }
}
