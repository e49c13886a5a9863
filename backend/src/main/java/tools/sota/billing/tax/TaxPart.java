package tools.sota.billing.tax;

import com.stripe.model.Customer;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.InvoiceFinalizeInvoiceParams;
import com.stripe.param.SubscriptionUpdateParams;
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

/// Makes subscriptions that run follow the catalog's word on tax, and sends invoices that waited for an address as soon
/// as there is one. Before anything is read: what it settles is then seen by all.
final class TaxPart implements SyncPart {
    private static final Logger LOG = LoggerFactory.getLogger(TaxPart.class);
    private static final Set<String> PLACED = Set.of("supported", "not_collecting");

    private final Jdbi jdbi;
    private final StripeDesk stripe;
    private final boolean isTaxed;

    TaxPart(Jdbi jdbi, StripeDesk stripe, boolean isTaxed) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.isTaxed = isTaxed;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        jdbi.withExtension(TaxRows.class, rows -> rows.otherwise(account, isTaxed))
                .forEach(this::follow);
        var stuck = jdbi.withExtension(TaxRows.class, rows -> rows.stuck(account));
        if (!stuck.isEmpty()) {
            var who = stripe.ask(v1 -> v1.customers()
                    .retrieve(
                            customer,
                            CustomerRetrieveParams.builder().addExpand("tax").build()));
            if (isPlaced(who)) {
                stuck.forEach(one -> send(one.stripeId(), who));
            }
        }
        return transaction -> {};
    }

    /// Who has no address stays untaxed until there is one, and a change that waits at Stripe goes first.
    private void follow(String subscription) {
        var params = SubscriptionUpdateParams.builder()
                .setAutomaticTax(SubscriptionUpdateParams.AutomaticTax.builder()
                        .setEnabled(isTaxed)
                        .build())
                .build();
        try {
            stripe.tell(v1 -> v1.subscriptions().update(subscription, params));
        } catch (StripeRefused e) {
            LOG.warn("Tax of subscription {} cannot be switched yet: {}", subscription, e.getMessage());
        }
    }

    private static boolean isPlaced(Customer who) {
        return !Boolean.TRUE.equals(who.getDeleted())
                && who.getTax() != null
                && PLACED.contains(who.getTax().getAutomaticTax());
    }

    /// Once for each address: a try that fails makes an event, and each event brings us here. A card that is refused
    /// puts the invoice into Stripe's calendar of attempts, like any renewal.
    private void send(String invoice, Customer who) {
        var place = Integer.toHexString(String.valueOf(who.getAddress()).hashCode());
        var params = InvoiceFinalizeInvoiceParams.builder().setAutoAdvance(true).build();
        try {
            var sent = stripe.ask(v1 -> v1.invoices()
                    .finalizeInvoice(invoice, params, StripeDesk.once("tax-final-" + invoice + '-' + place)));
            if ("open".equals(sent.getStatus()) && "charge_automatically".equals(sent.getCollectionMethod())) {
                stripe.tell(v1 -> v1.invoices().pay(invoice, StripeDesk.once("tax-pay-" + invoice + '-' + place)));
            }
        } catch (StripeRefused e) {
            LOG.warn("Invoice {} still waits: {}", invoice, e.getMessage());
        }
    }
}
