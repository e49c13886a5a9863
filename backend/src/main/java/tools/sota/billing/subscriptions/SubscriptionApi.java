package tools.sota.billing.subscriptions;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import tools.sota.platform.Credential;
import tools.sota.platform.Query;

/// `/v1/subscription` and `/v1/portal`.
public final class SubscriptionApi {
    private final CurrentSubscription current;
    private final PortalOpener portal;

    SubscriptionApi(CurrentSubscription current, PortalOpener portal) {
        this.current = current;
        this.portal = portal;
    }

    public void show(Context ctx) {
        Query.of(ctx);
        ctx.json(current.view(Credential.of(ctx).accountId()));
    }

    public void openPortal(Context ctx) {
        var url = portal.open(Credential.of(ctx).accountId());
        ctx.status(HttpStatus.CREATED).json(Map.of("url", url));
    }
}
