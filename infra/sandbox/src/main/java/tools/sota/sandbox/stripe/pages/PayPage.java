package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.checkout.Buyer;
import tools.sota.sandbox.stripe.checkout.Completion;
import tools.sota.sandbox.stripe.checkout.LineItems;
import tools.sota.sandbox.stripe.checkout.SessionTax;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.json.Json;

/// `/c/pay/{session}`: the hosted checkout. A form that is sent twice finds the session completed and pays once.
public final class PayPage implements Page {
    private static final String PATH = "/c/pay/{session}";
    private static final String CHALLENGE = PATH + "/challenge";
    private static final String PENDING = "challenge";
    private static final String REFUSED =
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

    private final Turns turns;
    private final Account account;
    private final LineItems lineItems;
    private final Completion completion;
    private final SessionTax sessionTax;

    public PayPage(Turns turns, Account account, LineItems lineItems, Completion completion, SessionTax sessionTax) {
        this.sessionTax = sessionTax;
        this.turns = turns;
        this.account = account;
        this.lineItems = lineItems;
        this.completion = completion;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> withOpen(ctx, session -> show(ctx, session, HttpStatus.OK, expected(session), "")));
        routes.post(PATH, ctx -> withOpen(ctx, session -> submit(ctx, session)));
        routes.get(CHALLENGE, ctx -> withOpen(ctx, session -> ChallengePage.show(ctx, amount(session))));
        routes.post(CHALLENGE, ctx -> withOpen(ctx, session -> answerChallenge(ctx, session)));
    }

    private void withOpen(Context ctx, Consumer<ObjectNode> action) {
        turns.run(() -> account.find("checkout.session", ctx.pathParam("session"))
                .ifPresentOrElse(
                        session -> byStatus(ctx, session, action),
                        () -> Html.message(ctx, 404, "No such page", "This payment link does not exist.")));
    }

    private static void byStatus(Context ctx, ObjectNode session, Consumer<ObjectNode> action) {
        switch (Json.text(session, "status")) {
            case "open" -> action.accept(session);
            case "complete" -> ctx.redirect(successUrl(session), HttpStatus.SEE_OTHER);
            default ->
                Html.message(ctx, 410, "This link has expired", "Go back to the shop and begin the payment again.");
        }
    }

    private void show(Context ctx, ObjectNode session, HttpStatus status, Buyer buyer, String problem) {
        var form = PayForm.of(session, lineItems.of(session), params(session), completion.needsCard(session));
        Html.show(ctx, status.getCode(), "Pay", "two", form.html(buyer, problem));
    }

    /// Who is known before the page was ever sent.
    private Buyer expected(ObjectNode session) {
        var customer = Json.optional(session, "customer").flatMap(id -> account.find("customer", id));
        var email =
                customer.flatMap(it -> Json.optional(it, "email")).or(() -> Json.optional(session, "customer_email"));
        return new Buyer(
                email.orElse(""),
                customer.flatMap(it -> Json.optional(it, "name")).orElse(""),
                customer.flatMap(it -> Json.optional(it.path("address"), "country"))
                        .orElse(""));
    }

    private void submit(Context ctx, ObjectNode session) {
        var fields = new PayerFields(session);
        var buyer = fields.read(ctx);
        if (CardForm.field(ctx, "action").equals("tax")) {
            sessionTax.ofBuyer(session, buyer);
            show(ctx, session, HttpStatus.OK, buyer, "");
            return;
        }
        var form = CardForm.read(ctx, account.now());
        var needsCard = completion.needsCard(session);
        if (buyer.email().isEmpty() || buyer.name().isEmpty()) {
            var problem = "Please give your e-mail address and your name.";
            show(ctx, session, HttpStatus.UNPROCESSABLE_CONTENT, buyer, problem);
        } else if (fields.problem(buyer).isPresent()) {
            show(
                    ctx,
                    session,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    buyer,
                    fields.problem(buyer).get());
        } else if (needsCard && !form.problem().isEmpty()) {
            show(ctx, session, HttpStatus.UNPROCESSABLE_CONTENT, buyer, form.problem());
        } else {
            finish(ctx, session, needsCard ? form.card() : Optional.empty(), buyer, Presence.PRESENT);
        }
    }

    private void finish(Context ctx, ObjectNode session, Optional<TestCard> card, Buyer buyer, Presence presence) {
        switch (completion.submit(session, card, buyer, presence)) {
            case Completion.Result.Completed() -> ctx.redirect(successUrl(session), HttpStatus.SEE_OTHER);
            case Completion.Result.Refused(var message) ->
                show(ctx, session, HttpStatus.PAYMENT_REQUIRED, buyer, message);
            case Completion.Result.Challenged() -> {
                var pending = account.note(session)
                        .putObject(PENDING)
                        .put("card", card.orElseThrow().name());
                pending.set("buyer", buyer.kept());
                ctx.redirect("/c/pay/" + Json.text(session, "id") + "/challenge", HttpStatus.SEE_OTHER);
            }
        }
    }

    private void answerChallenge(Context ctx, ObjectNode session) {
        if (!(account.note(session).remove(PENDING) instanceof ObjectNode pending)) {
            ctx.redirect("/c/pay/" + Json.text(session, "id"), HttpStatus.SEE_OTHER);
            return;
        }
        var buyer = Buyer.of(pending.path("buyer"));
        if (!ChallengePage.passed(ctx)) {
            show(ctx, session, HttpStatus.PAYMENT_REQUIRED, buyer, REFUSED);
            return;
        }
        var card = TestCard.valueOf(Json.text(pending, "card"));
        finish(ctx, session, Optional.of(card), buyer, Presence.AUTHENTICATED);
    }

    private ObjectNode params(ObjectNode session) {
        return (ObjectNode) account.note(session).path("params");
    }

    private static String successUrl(ObjectNode session) {
        return Json.text(session, "success_url").replace("{CHECKOUT_SESSION_ID}", Json.text(session, "id"));
    }

    private static String amount(ObjectNode session) {
        return PayForm.due(session);
    }
}
