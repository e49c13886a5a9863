package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Payments that a rule asks somebody of the team to look at.
public final class Reviews {
    private static final String REVIEW = "review";

    private final Account account;

    public Reviews(Account account) {
        this.account = account;
    }

    public JsonNode get(Call call) {
        return account.require(REVIEW, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(
                call, account.all(REVIEW), review -> review.path("open").asBoolean());
    }

    public JsonNode approve(Call call) {
        var review = account.require(REVIEW, call.id(), "id");
        if (!review.path("open").asBoolean()) {
            throw ApiError.invalid("This review is closed.");
        }
        close(review, "approved");
        return review;
    }

    public ObjectNode open(ObjectNode charge) {
        var review = account.blank(REVIEW).put("open", true).put("opened_reason", "rule");
        review.put("reason", "rule").set("charge", charge.path("id"));
        review.set("payment_intent", charge.path("payment_intent"));
        account.store(review);
        account.edit(charge, it -> it.set(REVIEW, review.path("id")));
        account.announce("review.opened", review);
        return review;
    }

    /// A payment that was given back or disputed needs no look any more.
    void look(ObjectNode charge) {
        var reason = charge.path("disputed").asBoolean() ? "disputed" : "refunded";
        if (charge.path("disputed").asBoolean() || charge.path("refunded").asBoolean()) {
            account.all(REVIEW).stream()
                    .filter(it -> it.path("open").asBoolean() && Json.is(it, "charge", Json.text(charge, "id")))
                    .forEach(it -> close(it, reason));
        }
    }

    private void close(ObjectNode review, String reason) {
        account.edit(
                review, it -> it.put("open", false).put("closed_reason", reason).put("reason", reason));
        account.announce("review.closed", review);
    }
}
