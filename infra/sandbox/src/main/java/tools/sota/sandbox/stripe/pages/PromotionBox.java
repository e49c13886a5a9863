package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.checkout.SessionDiscounts;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// Where a customer types a promotion code on the pay page.
public final class PromotionBox implements Page {
    private final Turns turns;
    private final Account account;
    private final SessionDiscounts discounts;

    public PromotionBox(Turns turns, Account account, SessionDiscounts discounts) {
        this.turns = turns;
        this.account = account;
        this.discounts = discounts;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/c/pay/{session}/promotion", ctx -> turns.run(() -> enter(ctx)));
    }

    private void enter(Context ctx) {
        var session =
                account.find("checkout.session", ctx.pathParam("session")).filter(it -> Json.is(it, "status", "open"));
        if (session.isEmpty()) {
            Html.message(ctx, 410, "This link has expired", "Go back to the shop and begin the payment again.");
            return;
        }
        try {
            discounts.enter(session.get(), CardForm.field(ctx, "code"));
            ctx.redirect("/c/pay/" + Json.text(session.get(), "id"), HttpStatus.SEE_OTHER);
        } catch (ApiError refused) {
            Html.message(ctx, 422, "That code does not work", refused.explanation() + " Go back to pay without it.");
        }
    }

    static String html(ObjectNode session) {
        return off(session) + (session.path("allow_promotion_codes").asBoolean() ? box(session) : "");
    }

    private static String off(ObjectNode session) {
        var off = Json.number(session.path("total_details"), "amount_discount");
        return off == 0
                ? ""
                : "<p>Discount <span class=\"number\">%s</span></p>"
                        .formatted(Html.text(Amounts.show(-off, Json.text(session, "currency"))));
    }

    private static String box(ObjectNode session) {
        return """
                <form method="post" action="/c/pay/%s/promotion">
                <label>Promotion code
                <input name="code" autocomplete="off"></label>
                <button type="submit">Apply</button>
                </form>
                """.formatted(Html.text(Json.text(session, "id")));
    }
}
