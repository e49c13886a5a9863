package tools.sota.billing.cards;

import com.stripe.model.Customer;
import com.stripe.model.PaymentMethod.Card;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.platform.Ids;

/// Reads and changes what customers pay with at Stripe.
final class StripeMethods {
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final String publicUrl;

    StripeMethods(StripeDesk stripe, String publicUrl) {
        this.stripe = stripe;
        this.publicUrl = publicUrl;
    }

    /// All of a customer; none of one that was deleted at Stripe.
    List<PaymentMethod> ofCustomer(UUID account, String customer) {
        var params = CustomerPaymentMethodListParams.builder().setLimit(PAGE).build();
        try {
            var owner = stripe.ask(v1 -> v1.customers().retrieve(customer));
            if (Boolean.TRUE.equals(owner.getDeleted())) {
                return List.of();
            }
            var usual = usual(owner).orElse(null);
            return stripe.ask(v1 -> {
                var all = new ArrayList<PaymentMethod>();
                v1.customers()
                        .paymentMethods()
                        .list(customer, params)
                        .autoPagingIterable()
                        .forEach(one -> all.add(translated(account, one, usual)));
                return all;
            });
        } catch (StripeRefused e) {
            if (e.hasCode("resource_missing")) {
                return List.of();
            }
            throw e;
        }
    }

    /// What renewals are charged on: a subscription's own choice goes before its customer's.
    private Optional<String> usual(Customer owner) {
        return running(owner.getId()).stream()
                .map(Subscription::getDefaultPaymentMethod)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .or(() -> Optional.ofNullable(owner.getInvoiceSettings())
                        .map(Customer.InvoiceSettings::getDefaultPaymentMethod));
    }

    /// Those that are not over.
    private List<Subscription> running(String customer) {
        var params = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setLimit(PAGE)
                .build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Subscription>();
            v1.subscriptions().list(params).autoPagingIterable().forEach(all::add);
            return all;
        });
    }

    private static PaymentMethod translated(UUID account, com.stripe.model.PaymentMethod one, @Nullable String usual) {
        var card = Optional.ofNullable(one.getCard());
        return new PaymentMethod(
                one.getId(),
                account,
                one.getType(),
                card.map(Card::getBrand).orElse(null),
                card.map(Card::getLast4).orElse(null),
                card.map(Card::getExpMonth).map(Math::toIntExact).orElse(null),
                card.map(Card::getExpYear).map(Math::toIntExact).orElse(null),
                one.getId().equals(usual),
                Instant.ofEpochSecond(one.getCreated()));
    }

    /// @param number of the account's pages before this one: a second click makes the same request as the first
    Session openPage(UUID account, String customer, String currency, int number) {
        var billing = publicUrl + "/app/" + Ids.show("acc", account) + "/billing";
        var params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SETUP)
                .setUiMode(SessionCreateParams.UiMode.HOSTED_PAGE)
                .setCustomer(customer)
                .setCurrency(currency)
                .putMetadata("account_id", Ids.show("acc", account))
                .setSuccessUrl(billing + "?method=added")
                .setCancelUrl(billing)
                .build();
        var fact = "payment-method-page-" + account + '-' + number + '-' + customer;
        return stripe.ask(v1 -> v1.checkout().sessions().create(params, StripeDesk.once(fact)));
    }

    Session page(String id) {
        var params = SessionRetrieveParams.builder().addExpand("setup_intent").build();
        return stripe.ask(v1 -> v1.checkout().sessions().retrieve(id, params));
    }

    /// For the customer, and for each subscription that is not over.
    ///
    /// @param fact names this choice
    void choose(String customer, String method, String fact) {
        var ofCustomer = CustomerUpdateParams.builder()
                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(method)
                        .build())
                .build();
        var ofSubscription = SubscriptionUpdateParams.builder()
                .setDefaultPaymentMethod(method)
                .build();
        stripe.tell(v1 -> v1.customers().update(customer, ofCustomer, StripeDesk.once(fact)));
        running(customer).stream()
                .filter(one -> !method.equals(one.getDefaultPaymentMethod()))
                .forEach(one -> stripe.tell(v1 -> v1.subscriptions()
                        .update(one.getId(), ofSubscription, StripeDesk.once(fact + '-' + one.getId()))));
    }

    void remove(String method) {
        stripe.tell(v1 -> v1.paymentMethods().detach(method, StripeDesk.once("payment-method-remove-" + method)));
    }
}
