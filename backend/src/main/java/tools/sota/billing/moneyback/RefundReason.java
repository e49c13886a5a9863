package tools.sota.billing.moneyback;

import java.util.Locale;

/// Why money goes back, in Stripe's words.
public enum RefundReason {
    DUPLICATE,
    FRAUDULENT,
    REQUESTED_BY_CUSTOMER;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
