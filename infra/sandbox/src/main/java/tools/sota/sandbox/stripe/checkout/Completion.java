package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Customers;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.json.Json;

/// What happens when a customer submits the pay page. The session is completed once; a card that must be challenged
/// first leaves no trace, and one that is refused leaves a failed charge.
public final class Completion {
    private final Account account;
    private final Customers customers;
    private final PaymentMethods methods;
    private final Purchases purchases;
    private final SessionTax sessionTax;
    private final TaxIds taxIds;

    public Completion(
            Account account, Customers customers, PaymentMethods methods, Purchases purchases, SessionTax sessionTax) {
        this.sessionTax = sessionTax;
        this.taxIds = new TaxIds(account);
        this.account = account;
        this.customers = customers;
        this.methods = methods;
        this.purchases = purchases;
    }

    /// What the page shows next.
    public sealed interface Result {
        record Completed() implements Result {}

        record Refused(String message) implements Result {}

        record Challenged() implements Result {}
    }

    /// @param card absent where the page does not ask for one
    public Result submit(ObjectNode session, Optional<TestCard> card, Buyer buyer, Presence presence) {
        sessionTax.ofBuyer(session, buyer);
        var obstacle = card.flatMap(it -> obstacle(session, it, presence));
        if (obstacle.orElse(null) instanceof Result.Refused && isCharged(session)) {
            purchases.refuse(session, methods.ofCard(card.orElseThrow()));
        }
        return obstacle.orElseGet(() -> complete(session, card.map(it -> made(it, presence)), buyer));
    }

    private ObjectNode made(TestCard card, Presence presence) {
        var method = methods.ofCard(card);
        if (presence == Presence.AUTHENTICATED) {
            methods.passed(method);
        }
        return method;
    }

    /// Completes a session with a payment method that exists.
    public Result confirm(ObjectNode session, ObjectNode method, Buyer buyer) {
        sessionTax.ofBuyer(session, buyer);
        return obstacle(session, methods.cardOf(method), Presence.PRESENT)
                .orElseGet(() -> complete(session, Optional.of(method), buyer));
    }

    private static Optional<Result> obstacle(ObjectNode session, TestCard card, Presence presence) {
        if (card.isRefusedAtOnce() || (card.isDeclined() && isCharged(session))) {
            return Optional.of(new Result.Refused(card.charge.message));
        }
        boolean challenged =
                asksForThreeDSecure(session) ? card.isChallengedOnRequest(presence) : card.isChallenged(presence);
        return challenged ? Optional.of(new Result.Challenged()) : Optional.empty();
    }

    private static boolean asksForThreeDSecure(ObjectNode session) {
        var wish = session.at("/payment_method_options/card/request_three_d_secure")
                .asText();
        return wish.equals("any") || wish.equals("challenge");
    }

    /// Whether the page must ask for a card.
    public boolean needsCard(ObjectNode session) {
        return isCharged(session)
                || Json.is(session, "mode", "setup")
                || Json.is(session, "payment_method_collection", "always");
    }

    private static boolean isCharged(ObjectNode session) {
        return Json.number(session, "amount_total") > 0;
    }

    private Result complete(ObjectNode session, Optional<ObjectNode> method, Buyer buyer) {
        var params = (ObjectNode) account.note(session).path("params");
        var customer = customer(session, params, buyer);
        method.ifPresent(card -> {
            account.edit(card, it -> it.withObject("billing_details").setAll(billing(buyer)));
            customer.filter(it -> card.path("customer").isNull() && isSaved(session, params))
                    .ifPresent(it -> methods.attach(Json.text(card, "id"), Json.text(it, "id")));
        });
        var bought = purchases.carryOut(session, params, customer, method);
        account.edit(session, it -> {
            it.setAll(bought);
            it.put("status", "complete").putNull("url");
            it.put("payment_status", isCharged(it) ? "paid" : "no_payment_required");
            customer.ifPresent(owner -> it.set("customer", owner.path("id")));
            it.set(
                    "customer_details",
                    account.shaped("checkout.session", "customer_details", details(customer, buyer)));
        });
        account.announce("checkout.session.completed", session);
        return new Result.Completed();
    }

    /// A card that pays once is not kept unless the merchant asked for that.
    private static boolean isSaved(ObjectNode session, ObjectNode params) {
        return !Json.is(session, "mode", "payment")
                || params.path("payment_intent_data").has("setup_future_usage");
    }

    private Optional<ObjectNode> customer(ObjectNode session, ObjectNode params, Buyer buyer) {
        var known = Json.optional(session, "customer").flatMap(id -> account.find("customer", id));
        known.ifPresent(customer -> account.change(customer, "customer.updated", it -> {
            for (var field : new String[] {"address", "name"}) {
                var isKept = field.equals("address") && buyer.leaves(it.path(field));
                if (Json.is(params.path("customer_update"), field, "auto") && !isKept) {
                    account.assign(it, buyer.params(), field);
                }
            }
        }));
        var isGuest = Json.is(session, "mode", "payment") && !Json.is(session, "customer_creation", "always");
        var payer = known.isPresent() || isGuest ? known : Optional.of(customers.make(buyer.params()));
        payer.filter(it -> !buyer.taxId().isEmpty())
                .ifPresent(it -> taxIds.make(it, Json.text(buyer.taxId(), "type"), Json.text(buyer.taxId(), "value")));
        return payer;
    }

    private ObjectNode billing(Buyer buyer) {
        return (ObjectNode) account.shaped("payment_method", "billing_details", buyer.params());
    }

    private ObjectNode details(Optional<ObjectNode> customer, Buyer buyer) {
        var known = customer.map(it -> Json.text(it, "tax_exempt")).orElse("none");
        var details = buyer.params().put("tax_exempt", known);
        details.set("tax_ids", customer.map(taxIds::summary).orElseGet(() -> buyer.addTaxId(Json.array())));
        return details;
    }
}
