package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.delete;
import static tools.sota.sandbox.stripe.http.Endpoint.get;
import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.tax.TaxAccount;

/// The operations that tax depends on.
record Taxing(TaxIds taxIds, TaxAccount account) {
    List<Endpoint> endpoints() {
        var ofCustomer = "/v1/customers/{id}/tax_ids";
        return List.of(
                post(ofCustomer, "CustomerCreateTaxIdParams", taxIds::create),
                get(ofCustomer, "CustomerListTaxIdsParams", taxIds::list),
                get(ofCustomer + "/{tax_id}", "CustomerRetrieveTaxIdParams", taxIds::get),
                delete(ofCustomer + "/{tax_id}", "CustomerDeleteTaxIdParams", taxIds::delete),
                get("/v1/tax/settings", "Tax.SettingsRetrieveParams", account::settings),
                post("/v1/tax/settings", "Tax.SettingsUpdateParams", account::change),
                post("/v1/tax/registrations", "Tax.RegistrationCreateParams", account::register),
                get("/v1/tax/registrations", "Tax.RegistrationListParams", account::list),
                get("/v1/tax/registrations/{id}", "Tax.RegistrationRetrieveParams", account::get),
                post("/v1/tax/registrations/{id}", "Tax.RegistrationUpdateParams", account::update),
                get("/v1/tax_rates", "TaxRateListParams", account::rates),
                get("/v1/tax_rates/{id}", "TaxRateRetrieveParams", account::rate));
    }
}
