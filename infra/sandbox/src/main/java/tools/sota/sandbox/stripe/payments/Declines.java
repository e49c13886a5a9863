package tools.sota.sandbox.stripe.payments;

import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// How many of the next charges are declined whatever the card, because somebody asked for it.
public final class Declines {
    private static final String SETTING = "declines";
    private static final String NEXT = "next";

    private final Account account;

    public Declines(Account account) {
        this.account = account;
    }

    public void next(int charges) {
        account.setting(SETTING).put(NEXT, charges);
    }

    boolean take() {
        var setting = account.setting(SETTING);
        var left = Json.number(setting, NEXT);
        if (left > 0) {
            setting.put(NEXT, left - 1);
        }
        return left > 0;
    }
}
