package tools.sota.billing.packs;

import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.checkout.Session;
import com.stripe.param.DisputeListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.catalog.PackOffer;
import tools.sota.catalog.TaxRule;
import tools.sota.platform.Ids;

/// Sells packs on pages of Stripe's, with an invoice each, and reads what became of them.
final class StripePacks {
    private static final Set<String> HARMLESS = Set.of("won", "warning_closed");

    private final StripeDesk stripe;
    private final String publicUrl;
    private final Optional<TaxRule> tax;

    StripePacks(StripeDesk stripe, String publicUrl, Optional<TaxRule> tax) {
        this.stripe = stripe;
        this.publicUrl = publicUrl;
        this.tax = tax;
    }

    /// @param number of the account's packs before this one: a second click makes the same request as the first
    Session open(UUID account, String customer, PackOffer offer, int number) {
        var params = page(account, customer, offer);
        tax.ifPresent(rule -> askForTax(params));
        var fact = "pack-" + account + '-' + number + '-' + customer + (tax.isPresent() ? "-taxed" : "");
        return stripe.ask(v1 -> v1.checkout().sessions().create(params.build(), StripeDesk.once(fact)));
    }

    private SessionCreateParams.Builder page(UUID account, String customer, PackOffer offer) {
        var shown = Ids.show("acc", account);
        var billing = publicUrl + "/app/" + shown + "/billing";
        var product = LineItem.PriceData.ProductData.builder().setName(name(offer));
        tax.ifPresent(rule -> product.setTaxCode(rule.code()));
        var price = LineItem.PriceData.builder()
                .setCurrency(offer.price().currency())
                .setUnitAmount(offer.price().amount())
                .setTaxBehavior(LineItem.PriceData.TaxBehavior.EXCLUSIVE)
                .setProductData(product.build())
                .build();
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                // Its calls are there at once, so its money has to be.
                .addPaymentMethodType(SessionCreateParams.PaymentMethodType.CARD)
                .setUiMode(SessionCreateParams.UiMode.HOSTED_PAGE)
                .setCustomer(customer)
                .setClientReferenceId(shown)
                .putMetadata("account_id", shown)
                .addLineItem(
                        LineItem.builder().setPriceData(price).setQuantity(1L).build())
                .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                        .setEnabled(true)
                        .build())
                .setSuccessUrl(billing + "?pack=bought")
                .setCancelUrl(billing);
    }

    private static void askForTax(SessionCreateParams.Builder params) {
        params.setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build())
                .setTaxIdCollection(SessionCreateParams.TaxIdCollection.builder()
                        .setEnabled(true)
                        .build())
                .setBillingAddressCollection(SessionCreateParams.BillingAddressCollection.REQUIRED)
                .setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                        .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                        .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                        .build());
    }

    private static String name(PackOffer offer) {
        return String.format(Locale.ENGLISH, "%,d prepaid calls, good for %d months", offer.calls(), offer.months());
    }

    Session find(String session) {
        return stripe.ask(v1 -> v1.checkout().sessions().retrieve(session));
    }

    /// The pack as Stripe has it now.
    Pack read(Pack pack) {
        var params = SessionRetrieveParams.builder()
                .addExpand("payment_intent.latest_charge")
                .build();
        var session = stripe.ask(v1 -> v1.checkout().sessions().retrieve(pack.sessionId(), params));
        if (!"complete".equals(session.getStatus())) {
            return with(pack, session.getStatus());
        }
        if (!"paid".equals(session.getPaymentStatus())) {
            return with(pack, "open");
        }
        var charge = session.getPaymentIntentObject().getLatestChargeObject();
        var bought = Instant.ofEpochSecond(charge.getCreated());
        return new Pack(
                pack.id(),
                pack.accountId(),
                pack.sessionId(),
                "paid",
                pack.calls(),
                pack.amount(),
                pack.currency(),
                pack.months(),
                pack.createdAt(),
                bought,
                bought.atZone(ZoneOffset.UTC).plusMonths(pack.months()).toInstant(),
                session.getInvoice(),
                takenBack(pack, charge),
                pack.drawn());
    }

    /// Money that went back takes its share of the calls along, and an objection of the bank all of them until it is
    /// won; never those that were used.
    private long takenBack(Pack pack, Charge charge) {
        long unused = Math.max(0, pack.calls() - pack.drawn());
        if (Boolean.TRUE.equals(charge.getDisputed()) && isObjectedTo(charge)) {
            return unused;
        }
        long refunded = charge.getAmountRefunded() == null ? 0 : charge.getAmountRefunded();
        return refunded == 0
                ? 0
                : Math.min(unused, Math.ceilDiv(Math.multiplyExact(pack.calls(), refunded), charge.getAmount()));
    }

    private boolean isObjectedTo(Charge charge) {
        var params = DisputeListParams.builder().setCharge(charge.getId()).build();
        return stripe.ask(v1 -> v1.disputes().list(params)).getData().stream()
                .map(Dispute::getStatus)
                .anyMatch(status -> !HARMLESS.contains(status));
    }

    private static Pack with(Pack pack, String status) {
        return new Pack(
                pack.id(),
                pack.accountId(),
                pack.sessionId(),
                status,
                pack.calls(),
                pack.amount(),
                pack.currency(),
                pack.months(),
                pack.createdAt(),
                null,
                null,
                null,
                0,
                0);
    }
}
