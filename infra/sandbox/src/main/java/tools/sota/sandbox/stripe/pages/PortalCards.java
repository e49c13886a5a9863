package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.SetupIntents;
import tools.sota.sandbox.stripe.portal.PortalSessions;
import tools.sota.sandbox.stripe.portal.PortalVisit;

/// The cards in the portal: add one (which becomes the default), choose the default, remove one.
public final class PortalCards implements Page {
    private static final String PATH = "/p/session/{session}/card";
    private static final String PENDING = "challenge";
    private static final String METHOD = "default_payment_method";

    private final Turns turns;
    private final Account account;
    private final PortalSessions sessions;
    private final PaymentMethods methods;
    private final SetupIntents setups;

    public PortalCards(
            Turns turns, Account account, PortalSessions sessions, PaymentMethods methods, SetupIntents setups) {
        this.turns = turns;
        this.account = account;
        this.sessions = sessions;
        this.methods = methods;
        this.setups = setups;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> with(ctx, visit -> show(ctx, visit, HttpStatus.OK, "")));
        routes.post(PATH, ctx -> with(ctx, visit -> add(ctx, visit)));
        routes.get(
                PATH + "/challenge", ctx -> with(ctx, visit -> ChallengePage.show(ctx, "nothing, to save this card")));
        routes.post(PATH + "/challenge", ctx -> with(ctx, visit -> answerChallenge(ctx, visit)));
        routes.post(PATH + "/{method}/default", ctx -> withCard(ctx, this::makeDefault));
        routes.post(PATH + "/{method}/remove", ctx -> withCard(ctx, (visit, card) -> methods.detach(card)));
    }

    private void with(Context ctx, Consumer<PortalVisit> action) {
        turns.run(() -> PortalVisit.find(account, sessions, ctx.pathParam("session"))
                .filter(visit -> visit.allows("payment_method_update"))
                .ifPresentOrElse(
                        action, () -> Html.message(ctx, 404, "Not available", "Cards cannot be changed here.")));
    }

    private void withCard(Context ctx, BiConsumer<PortalVisit, ObjectNode> action) {
        with(ctx, visit -> {
            visit.cards().stream()
                    .filter(card -> Json.is(card, "id", ctx.pathParam("method")))
                    .forEach(card -> action.accept(visit, card));
            ctx.redirect(visit.path(), HttpStatus.SEE_OTHER);
        });
    }

    private void show(Context ctx, PortalVisit visit, HttpStatus status, String problem) {
        Html.show(ctx, status.getCode(), "Add payment method", "narrow", """
                <section>
                <h1>Add payment method</h1>
                %s
                <form method="post" action="%s/card">
                %s
                <button type="submit">Add</button>
                </form>
                <p><a href="%s">Go back</a></p>
                %s
                </section>
                """.formatted(
                Html.problem(problem), visit.path(), CardForm.FIELDS, Html.text(visit.wayBack()), CardForm.HINT));
    }

    private void add(Context ctx, PortalVisit visit) {
        var form = CardForm.read(ctx, account.now());
        if (!form.problem().isEmpty()) {
            show(ctx, visit, HttpStatus.UNPROCESSABLE_CONTENT, form.problem());
            return;
        }
        var card = form.card().orElseThrow();
        if (card.isChallenged(Presence.PRESENT)) {
            account.note(visit.session()).put(PENDING, card.name());
            ctx.redirect(visit.path() + "/card/challenge", HttpStatus.SEE_OTHER);
        } else {
            save(ctx, visit, card);
        }
    }

    private void answerChallenge(Context ctx, PortalVisit visit) {
        var pending = Json.optional(account.note(visit.session()), PENDING);
        account.note(visit.session()).remove(PENDING);
        if (pending.isPresent() && ChallengePage.passed(ctx)) {
            save(ctx, visit, TestCard.valueOf(pending.get()));
        } else {
            show(ctx, visit, HttpStatus.PAYMENT_REQUIRED, "We are unable to authenticate your payment method.");
        }
    }

    private void save(Context ctx, PortalVisit visit, TestCard card) {
        try {
            var made = methods.ofCard(card);
            var method = methods.attach(Json.text(made, "id"), Json.text(visit.customer(), "id"));
            setups.succeeded(method, Json.object());
            makeDefault(visit, method);
            ctx.redirect(visit.afterFlow(), HttpStatus.SEE_OTHER);
        } catch (ApiError refused) {
            show(ctx, visit, HttpStatus.PAYMENT_REQUIRED, refused.explanation());
        }
    }

    /// For the customer, and for each plan that had a card of its own.
    private void makeDefault(PortalVisit visit, ObjectNode method) {
        account.change(
                visit.customer(),
                "customer.updated",
                it -> it.withObject("invoice_settings").set(METHOD, method.path("id")));
        visit.subscriptions().stream()
                .filter(subscription -> !subscription.path(METHOD).isNull())
                .forEach(subscription -> account.change(
                        subscription, "customer.subscription.updated", it -> it.set(METHOD, method.path("id"))));
    }
}
