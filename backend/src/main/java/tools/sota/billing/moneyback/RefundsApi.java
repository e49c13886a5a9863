package tools.sota.billing.moneyback;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Fields;
import tools.sota.platform.Ids;

/// `POST /v1/ops/refunds`, for our own people.
public final class RefundsApi {
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NOTE = 500;

    private final Refunds refunds;

    RefundsApi(Refunds refunds) {
        this.refunds = refunds;
    }

    public void pay(Context ctx) {
        var order = Body.read(ctx, RefundsApi::read);
        var payback = refunds.pay(order, Ids.show("usr", Credential.of(ctx).id()));
        ctx.status(HttpStatus.CREATED).json(payback.view());
    }

    private static Refunds.Order read(Fields fields) {
        var amount = fields.optionalInteger("amount", 1, Integer.MAX_VALUE);
        return new Refunds.Order(
                fields.text("invoice", 1, LONGEST_ID),
                amount == null ? null : Long.valueOf(amount),
                fields.choice("reason", RefundReason.class),
                fields.text("note", 1, LONGEST_NOTE),
                Boolean.TRUE.equals(fields.optionalFlag("cancel")));
    }
}
