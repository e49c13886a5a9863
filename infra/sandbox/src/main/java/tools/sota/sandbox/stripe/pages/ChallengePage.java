package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.InvoicePayments;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.PaymentIntents;
import tools.sota.sandbox.stripe.payments.SetupIntents;

/// `/c/challenge/{intent}`: the bank's 3-D Secure page for a payment intent that waits for it.
public final class ChallengePage implements Page {
    private static final String PATH = "/c/challenge/{intent}";

    private final Turns turns;
    private final Account account;
    private final InvoicePayments payments;
    private final PaymentIntents intents;
    private final SetupIntents setups;
    private final Collection collection;

    public ChallengePage(
            Turns turns,
            Account account,
            InvoicePayments payments,
            PaymentIntents intents,
            SetupIntents setups,
            Collection collection) {
        this.turns = turns;
        this.account = account;
        this.payments = payments;
        this.intents = intents;
        this.setups = setups;
        this.collection = collection;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> turns.run(() -> open(ctx)));
        routes.post(PATH, ctx -> turns.run(() -> answer(ctx)));
    }

    /// The page itself; its form goes back to where it is shown.
    static void show(Context ctx, String amount) {
        Html.show(ctx, 200, "3-D Secure", "narrow", """
                <section>
                <h1>3-D Secure 2 test page</h1>
                <p>Your bank asks you to confirm <strong>%s</strong>.</p>
                <form method="post">
                <button type="submit" name="result" value="complete">Complete authentication</button>
                <button type="submit" name="result" value="fail" class="second">Fail authentication</button>
                </form>
                </section>
                """.formatted(Html.text(amount)));
    }

    static boolean passed(Context ctx) {
        return CardForm.field(ctx, "result").equals("complete");
    }

    private void open(Context ctx) {
        waiting(ctx).ifPresentOrElse(intent -> show(ctx, amount(intent)), () -> nothing(ctx));
    }

    private void answer(Context ctx) {
        waiting(ctx).ifPresentOrElse(intent -> answer(ctx, intent), () -> nothing(ctx));
    }

    private void answer(Context ctx, ObjectNode intent) {
        var back = Json.optional(intent.path("next_action").path("redirect_to_url"), "return_url");
        var invoice = payments.invoiceOf(intent);
        if (invoice.isPresent()) {
            collection.answerChallenge(invoice.get(), intent, passed(ctx));
            ctx.redirect("/i/" + Json.text(invoice.get(), "id"), HttpStatus.SEE_OTHER);
            return;
        }
        if (Json.is(intent, "object", "setup_intent")) {
            setups.answerChallenge(intent, passed(ctx));
        } else {
            intents.answerChallenge(intent, passed(ctx));
        }
        back.ifPresentOrElse(
                url -> ctx.redirect(url, HttpStatus.SEE_OTHER),
                () -> Html.message(ctx, 200, "Thank you", "You can close this page."));
    }

    private static String amount(ObjectNode intent) {
        return intent.has("amount")
                ? Amounts.show(Json.number(intent, "amount"), Json.text(intent, "currency"))
                : "your card";
    }

    private Optional<ObjectNode> waiting(Context ctx) {
        return account.find("payment_intent", ctx.pathParam("intent"))
                .or(() -> account.find("setup_intent", ctx.pathParam("intent")))
                .filter(intent -> Json.is(intent, "status", "requires_action"));
    }

    private static void nothing(Context ctx) {
        Html.message(ctx, 404, "Nothing to confirm", "This payment does not wait for 3-D Secure.");
    }
}
