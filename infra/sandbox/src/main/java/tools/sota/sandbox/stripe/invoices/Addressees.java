package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.TaxIds;

/// What an invoice says of its customer. It follows the customer until the invoice is finalised.
final class Addressees {
    private static final String[] FIELDS = {"email", "name", "phone", "address", "shipping", "tax_exempt"};
    private static final String[] DEFAULTS = {"custom_fields", "footer"};

    private final TaxIds taxIds;

    Addressees(Account account) {
        this.taxIds = new TaxIds(account);
    }

    void copy(ObjectNode customer, ObjectNode invoice) {
        for (var field : FIELDS) {
            invoice.set("customer_" + field, customer.path(field).deepCopy());
        }
        invoice.set("customer_tax_ids", taxIds.summary(customer));
    }

    /// What the customer wants on each new invoice: a purchase order's number, a footer.
    static void copyDefaults(ObjectNode customer, ObjectNode invoice) {
        for (var field : DEFAULTS) {
            var wanted = customer.path("invoice_settings").path(field);
            if (!wanted.isMissingNode()) {
                invoice.set(field, wanted.deepCopy());
            }
        }
    }
}
