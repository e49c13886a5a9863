package tools.sota.billing.details;

import com.stripe.model.Address;
import com.stripe.model.Customer;
import com.stripe.model.TaxId;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.CustomerUpdateParams.InvoiceSettings;
import com.stripe.param.common.EmptyParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;

/// Makes a customer at Stripe say what the account wants on its invoices, and reads what it says.
final class StripeDetails {
    /// As contracts name it, so that either keeps the other's.
    private static final String PO = "PO number";

    private final StripeDesk stripe;
    private final boolean isTaxed;

    /// @param isTaxed whether an address must be one that Stripe Tax knows
    StripeDetails(StripeDesk stripe, boolean isTaxed) {
        this.stripe = stripe;
        this.isTaxed = isTaxed;
    }

    /// @return Stripe's word for a kind of tax id, if it has such a kind
    static Optional<CustomerTaxIdCreateParams.Type> taxIdType(String word) {
        return Arrays.stream(CustomerTaxIdCreateParams.Type.values())
                .filter(type -> type.getValue().equals(word))
                .findFirst();
    }

    /// The tax id first: it is what Stripe may refuse, and then nothing has changed.
    ///
    /// @param owner where mail goes when the details name nobody
    void tell(String customer, BillingDetails details, @Nullable String owner) {
        var known = taxIds(customer);
        if (details.taxId() != null && known.stream().noneMatch(id -> isSame(id, details))) {
            add(customer, details);
        }
        known.stream()
                .filter(id -> !isSame(id, details))
                .forEach(id -> stripe.tell(v1 -> v1.customers().taxIds().delete(customer, id.getId())));
        stripe.tell(v1 -> v1.customers().update(customer, params(details, owner)));
    }

    private void add(String customer, BillingDetails details) {
        var params = CustomerTaxIdCreateParams.builder()
                .setType(taxIdType(String.valueOf(details.taxIdType())).orElseThrow())
                .setValue(details.taxId())
                .build();
        var fact = "tax-id-" + details.accountId() + '-' + customer + '-'
                + details.changedAt().toEpochMilli();
        stripe.tell(v1 -> v1.customers().taxIds().create(customer, params, StripeDesk.once(fact)));
    }

    private List<TaxId> taxIds(String customer) {
        return stripe.ask(v1 -> v1.customers().taxIds().list(customer)).getData();
    }

    private static boolean isSame(TaxId id, BillingDetails details) {
        return id.getType().equals(details.taxIdType()) && id.getValue().equals(details.taxId());
    }

    private CustomerUpdateParams params(BillingDetails details, @Nullable String owner) {
        var settings = InvoiceSettings.builder();
        if (details.poNumber() == null) {
            settings.setCustomFields(EmptyParam.EMPTY);
        } else {
            settings.addCustomField(InvoiceSettings.CustomField.builder()
                    .setName(PO)
                    .setValue(details.poNumber())
                    .build());
        }
        settings.setFooter(details.memo() == null ? "" : details.memo());
        var params = CustomerUpdateParams.builder()
                .setName(details.name() == null ? "" : details.name())
                .setInvoiceSettings(settings.build());
        var email = details.email() == null ? owner : details.email();
        if (email != null) {
            params.setEmail(email);
        }
        if (details.hasAddress()) {
            params.setAddress(address(details));
            if (isTaxed) {
                params.setTax(CustomerUpdateParams.Tax.builder()
                        .setValidateLocation(CustomerUpdateParams.Tax.ValidateLocation.IMMEDIATELY)
                        .build());
            }
        } else {
            params.setAddress(EmptyParam.EMPTY);
        }
        return params.build();
    }

    private static CustomerUpdateParams.Address address(BillingDetails details) {
        return CustomerUpdateParams.Address.builder()
                .setLine1(said(details.line1()))
                .setLine2(said(details.line2()))
                .setCity(said(details.city()))
                .setState(said(details.state()))
                .setPostalCode(said(details.postalCode()))
                .setCountry(said(details.country()))
                .build();
    }

    /// Nothing takes away what stood there.
    private static String said(@Nullable String word) {
        return word == null ? "" : word;
    }

    /// What Stripe's customer says; empty for one that was deleted.
    Optional<BillingDetails> read(UUID account, String customer, @Nullable String owner, Instant now) {
        var params = CustomerRetrieveParams.builder().addExpand("tax_ids").build();
        var one = stripe.ask(v1 -> v1.customers().retrieve(customer, params));
        return Boolean.TRUE.equals(one.getDeleted())
                ? Optional.empty()
                : Optional.of(translated(account, one, owner, now));
    }

    private static BillingDetails translated(UUID account, Customer one, @Nullable String owner, Instant now) {
        var address = Optional.ofNullable(one.getAddress());
        var taxId = Optional.ofNullable(one.getTaxIds())
                .flatMap(ids -> ids.getData().stream().findFirst());
        var settings = Optional.ofNullable(one.getInvoiceSettings());
        return new BillingDetails(
                account,
                word(one.getName()),
                owner != null && owner.equals(one.getEmail()) ? null : word(one.getEmail()),
                address.map(Address::getLine1).map(StripeDetails::word).orElse(null),
                address.map(Address::getLine2).map(StripeDetails::word).orElse(null),
                address.map(Address::getCity).map(StripeDetails::word).orElse(null),
                address.map(Address::getState).map(StripeDetails::word).orElse(null),
                address.map(Address::getPostalCode).map(StripeDetails::word).orElse(null),
                address.map(Address::getCountry).map(StripeDetails::word).orElse(null),
                taxId.map(TaxId::getType).orElse(null),
                taxId.map(TaxId::getValue).orElse(null),
                settings.map(Customer.InvoiceSettings::getCustomFields).stream()
                        .flatMap(List::stream)
                        .filter(field -> PO.equals(field.getName()))
                        .findFirst()
                        .map(Customer.InvoiceSettings.CustomField::getValue)
                        .orElse(null),
                settings.map(Customer.InvoiceSettings::getFooter)
                        .map(StripeDetails::word)
                        .orElse(null),
                now,
                now,
                1,
                null);
    }

    private static @Nullable String word(@Nullable String given) {
        return given == null || given.isBlank() ? null : given;
    }
}
