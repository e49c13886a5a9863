package tools.sota.billing.cards;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Credential;
import tools.sota.platform.Query;

/// `/v1/payment-methods`. Card numbers never reach us: what is added is typed on a page of Stripe's.
public final class PaymentMethodsApi {
    private final MethodKeeper keeper;

    PaymentMethodsApi(MethodKeeper keeper) {
        this.keeper = keeper;
    }

    public void list(Context ctx) {
        Query.of(ctx);
        answer(ctx, keeper.list(Credential.of(ctx).accountId()));
    }

    /// For whoever comes back from Stripe before its word of it does.
    public void sync(Context ctx) {
        answer(ctx, keeper.fresh(Credential.of(ctx).accountId()));
    }

    public void add(Context ctx) {
        var url = keeper.openPage(Credential.of(ctx).accountId());
        ctx.status(HttpStatus.CREATED).json(Map.of("url", url));
    }

    public void makeDefault(Context ctx) {
        answer(ctx, keeper.makeDefault(Credential.of(ctx).accountId(), ctx.pathParam("id")));
    }

    public void remove(Context ctx) {
        keeper.remove(Credential.of(ctx).accountId(), ctx.pathParam("id"));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static void answer(Context ctx, List<PaymentMethod> methods) {
        ctx.json(new MethodsView(methods.stream().map(MethodView::of).toList()));
    }

    private record MethodsView(List<MethodView> data) {}

    private record MethodView(
            String id,
            String type,
            @Nullable String brand,
            @Nullable String last4,
            @Nullable Integer expMonth,
            @Nullable Integer expYear,
            boolean isDefault) {
        static MethodView of(PaymentMethod method) {
            return new MethodView(
                    method.id(),
                    method.type(),
                    method.brand(),
                    method.last4(),
                    method.expMonth(),
                    method.expYear(),
                    method.isDefault());
        }
    }
}
