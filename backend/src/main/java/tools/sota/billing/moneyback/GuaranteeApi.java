package tools.sota.billing.moneyback;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import tools.sota.billing.sync.AccountLock;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Query;

/// `/v1/subscription/guarantee`: whether money goes back on request, and the request.
public final class GuaranteeApi {
    private final Guarantee guarantee;
    private final AccountLock lock;

    GuaranteeApi(Guarantee guarantee, AccountLock lock) {
        this.guarantee = guarantee;
        this.lock = lock;
    }

    public void show(Context ctx) {
        Query.of(ctx);
        ctx.json(guarantee.standing(Credential.of(ctx).accountId()));
    }

    public void claim(Context ctx) {
        var credential = Credential.of(ctx);
        var by = Ids.show("usr", credential.id());
        var payback = lock.holding(credential.accountId(), held -> guarantee.claim(held, by));
        ctx.status(HttpStatus.CREATED).json(payback.view());
    }
}
