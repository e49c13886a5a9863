package tools.sota.billing.overage;

import io.javalin.http.Context;
import java.util.Optional;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Query;

/// `/v1/spend-cap`.
public final class SpendCapApi {
    /// A million of a currency with two digits: more is a slip of the finger.
    private static final int MOST = 100_000_000;

    private final SpendCaps caps;

    SpendCapApi(SpendCaps caps) {
        this.caps = caps;
    }

    public void show(Context ctx) {
        Query.of(ctx);
        ctx.json(caps.show(Credential.of(ctx).accountId()));
    }

    public void set(Context ctx) {
        var amount = Body.read(ctx, fields -> Optional.ofNullable(fields.optionalInteger("amount", 1, MOST)));
        ctx.json(caps.set(
                Credential.of(ctx).accountId(), amount.map(Integer::longValue).orElse(null)));
    }
}
