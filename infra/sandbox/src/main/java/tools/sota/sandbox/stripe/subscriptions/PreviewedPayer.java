package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Customers;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// Whom a preview is for, when it says something else of them than the account does, and whether they are taxed.
final class PreviewedPayer {
    private static final String DETAILS = "customer_details";
    private static final String AUTOMATIC = "automatic_tax";

    private final Account account;

    PreviewedPayer(Account account) {
        this.account = account;
    }

    /// A customer who is not there yet.
    Optional<String> somebody(Call call) {
        return call.has(DETAILS)
                ? Optional.of(Json.text(new Customers(account, new PaymentMethods(account)).make(Json.object()), "id"))
                : Optional.empty();
    }

    void describe(ObjectNode customer, Call call) {
        var details = call.param(DETAILS);
        account.edit(customer, it -> account.assign(it, details, "address", "shipping", "tax_exempt"));
        var taxIds = new TaxIds(account);
        Json.objects(details.path("tax_ids"))
                .forEach(it -> taxIds.make(customer, Json.text(it, "type"), Json.text(it, "value")));
    }

    void tax(Optional<ObjectNode> subscription, ObjectNode details, Call call) {
        if (!call.has(AUTOMATIC)) {
            return;
        }
        subscription.ifPresentOrElse(
                it -> account.edit(it, copy -> account.assign(copy, call.params(), AUTOMATIC)),
                () -> details.set(AUTOMATIC, call.param(AUTOMATIC)));
    }
}
