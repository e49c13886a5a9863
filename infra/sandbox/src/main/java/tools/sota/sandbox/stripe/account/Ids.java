package tools.sota.sandbox.stripe.account;

import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/// Ids as Stripe writes them: the prefix tells the kind.
public final class Ids {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("balance_transaction", "txn"),
            Map.entry("billing_portal.configuration", "bpc"),
            Map.entry("billing_portal.session", "bps"),
            Map.entry("charge", "ch"),
            Map.entry("checkout.session", "cs_test"),
            Map.entry("coupon", "coupon"),
            Map.entry("credit_note", "cn"),
            Map.entry("credit_note_line_item", "cnli"),
            Map.entry("customer", "cus"),
            Map.entry("customer_balance_transaction", "cbtxn"),
            Map.entry("discount", "di"),
            Map.entry("dispute", "du"),
            Map.entry("event", "evt"),
            Map.entry("invoice", "in"),
            Map.entry("invoice_payment", "inpay"),
            Map.entry("invoiceitem", "ii"),
            Map.entry("item", "li"),
            Map.entry("line_item", "il"),
            Map.entry("payment_intent", "pi"),
            Map.entry("payment_method", "pm"),
            Map.entry("price", "price"),
            Map.entry("product", "prod"),
            Map.entry("promotion_code", "promo"),
            Map.entry("radar.early_fraud_warning", "issfr"),
            Map.entry("refund", "re"),
            Map.entry("review", "prv"),
            Map.entry("setup_intent", "seti"),
            Map.entry("subscription", "sub"),
            Map.entry("subscription_item", "si"),
            Map.entry("subscription_schedule", "sub_sched"),
            Map.entry("tax.registration", "taxreg"),
            Map.entry("tax_id", "txi"),
            Map.entry("tax_rate", "txr"),
            Map.entry("test_helpers.test_clock", "clock"),
            Map.entry("webhook_endpoint", "we"));

    private Ids() {}

    public static String of(String object) {
        var prefix = PREFIXES.get(object);
        if (prefix == null) {
            throw new IllegalStateException("No id prefix for " + object);
        }
        return prefix + "_" + random(24);
    }

    public static String random(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .mapToObj(i -> String.valueOf(ALPHABET.charAt(i)))
                .collect(Collectors.joining());
    }
}
