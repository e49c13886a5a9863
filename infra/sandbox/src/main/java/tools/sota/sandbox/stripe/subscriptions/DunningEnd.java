package tools.sota.sandbox.stripe.subscriptions;

import java.util.Locale;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// What becomes of a subscription whose renewal could not be collected: a setting of the Stripe account.
public enum DunningEnd {
    CANCELED,
    UNPAID,
    PAST_DUE;

    private static final String SETTING = "dunning";
    private static final String END = "end";

    static DunningEnd of(Account account) {
        return Json.optional(account.setting(SETTING), END)
                .map(name -> valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(CANCELED);
    }

    public void choose(Account account) {
        account.setting(SETTING).put(END, name().toLowerCase(Locale.ROOT));
    }
}
