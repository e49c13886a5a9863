package tools.sota.billing.contracts;

import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.util.Optional;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.Interval;
import tools.sota.catalog.TaxRule;
import tools.sota.platform.Ids;

/// Contracts at Stripe: a price of its own, and a subscription that sends invoices.
public final class StripeContracts {
    private static final String CONTRACT = "contract";
    private static final String PO_NUMBER = "PO number";
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final Optional<TaxRule> tax;

    /// @param tax what Stripe Tax is told of a contract; none: it is not used
    public StripeContracts(StripeDesk stripe, Optional<TaxRule> tax) {
        this.stripe = stripe;
        this.tax = tax;
    }

    /// @return Stripe's id of the subscription; the same one for the same contract, however often
    String begin(Contract contract, String customer) {
        return begun(contract, customer).orElseGet(() -> create(contract, customer));
    }

    /// What an attempt made whose answer was lost, also when Stripe has forgotten its key.
    private Optional<String> begun(Contract contract, String customer) {
        var params = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setStatus(SubscriptionListParams.Status.ALL)
                .setLimit(PAGE)
                .build();
        return stripe.ask(v1 -> {
            for (var one : v1.subscriptions().list(params).autoPagingIterable()) {
                if (contract.shown().equals(one.getMetadata().get(CONTRACT))) {
                    return Optional.of(one.getId());
                }
            }
            return Optional.empty();
        });
    }

    private String create(Contract contract, String customer) {
        var number = contract.poNumber();
        if (number != null) {
            printOnInvoices(customer, number);
        }
        var params = SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .addItem(SubscriptionCreateParams.Item.builder()
                        .setPrice(price(contract))
                        .build())
                .setCollectionMethod(SubscriptionCreateParams.CollectionMethod.SEND_INVOICE)
                .setDaysUntilDue((long) contract.netDays())
                .putMetadata("account_id", Ids.show("acc", contract.accountId()))
                .putMetadata(CONTRACT, contract.shown())
                .setAutomaticTax(SubscriptionCreateParams.AutomaticTax.builder()
                        .setEnabled(tax.isPresent())
                        .build())
                .build();
        return stripe.ask(v1 -> v1.subscriptions().create(params, once("contract-", contract)))
                .getId();
    }

    private void printOnInvoices(String customer, String number) {
        var params = CustomerUpdateParams.builder()
                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                        .addCustomField(CustomerUpdateParams.InvoiceSettings.CustomField.builder()
                                .setName(PO_NUMBER)
                                .setValue(number)
                                .build())
                        .build())
                .build();
        stripe.tell(v1 -> v1.customers().update(customer, params));
    }

    private String price(Contract contract) {
        var product = PriceCreateParams.ProductData.builder().setName("Contract " + contract.shown());
        tax.ifPresent(rule -> product.setTaxCode(rule.code()));
        var params = PriceCreateParams.builder()
                .setCurrency(contract.currency())
                .setUnitAmount(contract.amount())
                .setRecurring(PriceCreateParams.Recurring.builder()
                        .setInterval(
                                contract.interval() == Interval.YEAR
                                        ? PriceCreateParams.Recurring.Interval.YEAR
                                        : PriceCreateParams.Recurring.Interval.MONTH)
                        .build())
                .setTaxBehavior(PriceCreateParams.TaxBehavior.EXCLUSIVE)
                .setProductData(product.build())
                .putMetadata(CatalogPush.PLAN, contract.plan())
                .putMetadata(CONTRACT, contract.shown())
                .build();
        return stripe.ask(v1 -> v1.prices().create(params, once("contract-price-", contract)))
                .getId();
    }

    /// What is asked for differs with and without tax, so its key does.
    private RequestOptions once(String deed, Contract contract) {
        return StripeDesk.once(deed + contract.shown() + (tax.isPresent() ? "-taxed" : ""));
    }

    void endWithPeriod(String subscription) {
        var params =
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build();
        stripe.tell(v1 -> v1.subscriptions().update(subscription, params));
    }
}
