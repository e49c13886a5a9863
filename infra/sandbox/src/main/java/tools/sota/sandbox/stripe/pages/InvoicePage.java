package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Outcome;

/// `/i/{invoice}`: the hosted invoice. An open one can be paid here; the same as a PDF is one path below.
public final class InvoicePage implements Page {
    private static final String PATH = "/i/{invoice}";

    private final Turns turns;
    private final Account account;
    private final PaymentMethods methods;
    private final Collection collection;

    public InvoicePage(Turns turns, Account account, PaymentMethods methods, Collection collection) {
        this.turns = turns;
        this.account = account;
        this.methods = methods;
        this.collection = collection;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> withFinal(ctx, invoice -> show(ctx, invoice, HttpStatus.OK, "")));
        routes.post(PATH, ctx -> withFinal(ctx, invoice -> pay(ctx, invoice)));
        routes.get(PATH + "/pdf", ctx -> withFinal(ctx, invoice -> pdf(ctx, invoice)));
    }

    private void withFinal(Context ctx, Consumer<ObjectNode> action) {
        turns.run(() -> account.find("invoice", ctx.pathParam("invoice"))
                .filter(invoice -> !Json.is(invoice, "status", "draft"))
                .ifPresentOrElse(
                        action, () -> Html.message(ctx, 404, "No such invoice", "This invoice does not exist.")));
    }

    private static void show(Context ctx, ObjectNode invoice, HttpStatus status, String problem) {
        Html.show(ctx, status.getCode(), "Invoice", "narrow", new InvoiceSheet(invoice).html(problem));
    }

    private void pay(Context ctx, ObjectNode invoice) {
        if (!Json.is(invoice, "status", "open")) {
            show(ctx, invoice, HttpStatus.OK, "");
            return;
        }
        var form = CardForm.read(ctx, account.now());
        if (!form.problem().isEmpty()) {
            show(ctx, invoice, HttpStatus.UNPROCESSABLE_CONTENT, form.problem());
            return;
        }
        try {
            pay(ctx, invoice, attach(form, invoice));
        } catch (ApiError refused) {
            show(ctx, invoice, HttpStatus.PAYMENT_REQUIRED, refused.explanation());
        }
    }

    private ObjectNode attach(CardForm form, ObjectNode invoice) {
        var card = methods.ofCard(form.card().orElseThrow());
        return methods.attach(Json.text(card, "id"), Json.text(invoice, "customer"));
    }

    private void pay(Context ctx, ObjectNode invoice, ObjectNode method) {
        switch (collection.attempt(invoice, Optional.of(method), Presence.PRESENT)) {
            case Outcome.Paid paid -> ctx.redirect("/i/" + Json.text(invoice, "id"), HttpStatus.SEE_OTHER);
            case Outcome.Refused(var error) -> show(ctx, invoice, HttpStatus.PAYMENT_REQUIRED, error.explanation());
            case Outcome.Challenged(var intent) ->
                ctx.redirect("/c/challenge/" + Json.text(intent, "id"), HttpStatus.SEE_OTHER);
        }
    }

    private static void pdf(Context ctx, ObjectNode invoice) {
        ctx.header("Content-Disposition", "inline; filename=\"" + Json.text(invoice, "number") + ".pdf\"")
                .contentType("application/pdf")
                .result(InvoicePdf.of(invoice));
    }
}
