package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.portal.PortalSessions;
import tools.sota.sandbox.stripe.portal.PortalVisit;
import tools.sota.sandbox.stripe.subscriptions.Cancellations;

/// `/p/session/{session}`: the billing portal, with what the configuration allows and nothing else.
public final class PortalPage implements Page {
    private static final String PATH = "/p/session/{session}";
    private static final String CANCEL = "subscription_cancel";

    private final Turns turns;
    private final Account account;
    private final PortalSessions sessions;
    private final Cancellations cancellations;

    public PortalPage(Turns turns, Account account, PortalSessions sessions, Cancellations cancellations) {
        this.turns = turns;
        this.account = account;
        this.sessions = sessions;
        this.cancellations = cancellations;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> with(ctx, visit -> open(ctx, visit)));
        routes.get(PATH + "/cancel/{subscription}", ctx -> withSubscription(ctx, this::confirmCancel));
        routes.post(PATH + "/cancel/{subscription}", ctx -> withSubscription(ctx, this::cancel));
        routes.post(PATH + "/resume/{subscription}", ctx -> withSubscription(ctx, this::resume));
    }

    private void with(Context ctx, Consumer<PortalVisit> action) {
        turns.run(() -> PortalVisit.find(account, sessions, ctx.pathParam("session"))
                .ifPresentOrElse(
                        action, () -> Html.message(ctx, 404, "No such page", "This portal link does not exist.")));
    }

    private void withSubscription(Context ctx, BiConsumer<Context, OneSubscription> action) {
        with(
                ctx,
                visit -> visit.subscription(ctx.pathParam("subscription"))
                        .filter(subscription -> visit.allows(CANCEL))
                        .ifPresentOrElse(
                                subscription -> action.accept(ctx, new OneSubscription(visit, subscription)),
                                () -> Html.message(
                                        ctx, 404, "Not available", "This subscription cannot be changed here.")));
    }

    private static void open(Context ctx, PortalVisit visit) {
        switch (visit.flow()) {
            case CANCEL -> ctx.redirect(visit.path() + "/cancel/" + visit.flowSubscription(), HttpStatus.SEE_OTHER);
            case "payment_method_update" -> ctx.redirect(visit.path() + "/card", HttpStatus.SEE_OTHER);
            default -> Html.show(ctx, 200, "Billing", "", new PortalHome(visit).html());
        }
    }

    private void confirmCancel(Context ctx, OneSubscription one) {
        Html.show(ctx, 200, "Cancel plan", "narrow", """
                <section>
                <h1>Cancel your plan</h1>
                <p>%s stays available until <strong>%s</strong>. After that you are not charged again.</p>
                <form method="post">
                <button type="submit">Cancel plan</button>
                </form>
                <p><a href="%s">Keep plan</a></p>
                </section>
                """.formatted(
                        Html.text(one.visit().productName(one.subscription())),
                        Moments.day(PortalVisit.periodEnd(one.subscription())),
                        Html.text(one.visit().wayBack())));
    }

    private void cancel(Context ctx, OneSubscription one) {
        if (one.subscription().path("cancel_at").isNull()) {
            cancellations.atPeriodEndFromPortal(one.subscription());
        }
        ctx.redirect(one.visit().afterFlow(), HttpStatus.SEE_OTHER);
    }

    private void resume(Context ctx, OneSubscription one) {
        if (!Json.is(one.subscription(), "status", "canceled")) {
            cancellations.resume(one.subscription());
        }
        ctx.redirect(one.visit().path(), HttpStatus.SEE_OTHER);
    }

    private record OneSubscription(PortalVisit visit, ObjectNode subscription) {}
}
