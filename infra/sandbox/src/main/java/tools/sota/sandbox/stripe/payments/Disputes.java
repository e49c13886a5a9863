package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// A customer's bank wants a payment back. An inquiry (`warning_…`) only asks; any other takes the money first and
/// gives
/// it back when the dispute is won.
public final class Disputes implements Agenda {
    static final String DISPUTE = "dispute";
    private static final long PATIENCE = Duration.ofDays(9).toSeconds();
    private static final long FEE = 1500; // cents
    private static final String UPDATED = "charge.dispute.updated";
    private static final String STATUS = "status";
    private static final String DETAILS = "evidence_details";
    private static final List<String> FINAL = List.of("won", "lost", "warning_closed", "prevented");

    private final Account account;

    public Disputes(Account account) {
        this.account = account;
    }

    public JsonNode get(Call call) {
        return account.require(DISPUTE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(DISPUTE), "charge", "payment_intent");
    }

    /// Evidence is staged, and submitted unless told otherwise. As at Stripe three words decide a test dispute:
    /// `winning_evidence`, `losing_evidence` and, for an inquiry, `escalate_inquiry_evidence`.
    public JsonNode update(Call call) {
        var dispute = account.require(DISPUTE, call.id(), "id");
        var isSubmitted = call.has("submit") ? call.flag("submit") : call.has("evidence");
        if ((call.has("evidence") || isSubmitted) && isOver(dispute)) {
            throw closed(dispute);
        }
        account.change(dispute, UPDATED, it -> {
            account.assign(it, call.params(), "metadata");
            if (call.param("evidence") instanceof ObjectNode evidence) {
                it.withObject("evidence").setAll(evidence.deepCopy());
                it.withObject(DETAILS).put("has_evidence", true);
            }
            if (isSubmitted) {
                it.put(STATUS, isInquiry(it) ? "warning_under_review" : "under_review");
                var details = it.withObject(DETAILS);
                details.put("submission_count", Json.number(details, "submission_count") + 1);
            }
        });
        if (isSubmitted) {
            judge(dispute);
        }
        return dispute;
    }

    /// The merchant accepts it.
    public JsonNode close(Call call) {
        var dispute = account.require(DISPUTE, call.id(), "id");
        if (isOver(dispute)) {
            throw closed(dispute);
        }
        end(dispute, isInquiry(dispute) ? "warning_closed" : "lost");
        return dispute;
    }

    /// Opens a dispute over all that was charged.
    public ObjectNode open(ObjectNode charge, String reason) {
        if (of(charge).findAny().isPresent()) {
            throw new IllegalArgumentException("The charge is disputed already");
        }
        var dispute = make(charge, reason, "needs_response");
        account.announce("charge.dispute.created", dispute);
        withdraw(dispute);
        return dispute;
    }

    public ObjectNode inquire(ObjectNode charge) {
        var dispute = make(charge, "fraudulent", "warning_needs_response");
        account.announce("charge.dispute.created", dispute);
        return dispute;
    }

    /// The bank turns an inquiry into a dispute.
    public void escalate(String id) {
        var dispute = account.require(DISPUTE, id, "id");
        if (!isInquiry(dispute) || isOver(dispute)) {
            throw new IllegalArgumentException("Only an open inquiry can be escalated");
        }
        account.change(dispute, UPDATED, it -> {
            it.put(STATUS, "needs_response").put("is_charge_refundable", false);
            it.withObject(DETAILS).put("due_by", account.now() + PATIENCE);
        });
        withdraw(dispute);
    }

    /// The bank decides.
    public void decide(String id, boolean won) {
        var dispute = account.require(DISPUTE, id, "id");
        if (isOver(dispute)) {
            throw new IllegalArgumentException("The dispute is " + Json.text(dispute, STATUS));
        }
        end(dispute, isInquiry(dispute) ? "warning_closed" : won ? "won" : "lost");
    }

    /// Whether the bank has the money of a charge, so that it cannot be refunded.
    boolean holds(ObjectNode charge) {
        return of(charge).anyMatch(it -> !it.path("is_charge_refundable").asBoolean());
    }

    /// An inquiry is over when everything was given back.
    void refunded(ObjectNode charge) {
        if (charge.path("refunded").asBoolean()) {
            of(charge).filter(it -> isInquiry(it) && !isOver(it)).toList().forEach(it -> end(it, "warning_closed"));
        }
    }

    /// What nobody answers in time is lost; an inquiry just ends.
    @Override
    public Stream<Due> coming() {
        return account.all(DISPUTE).stream()
                .filter(it -> Json.text(it, STATUS).endsWith("needs_response"))
                .map(it -> new Due(Json.number(it.path(DETAILS), "due_by"), customerOf(it), () -> runOut(it)));
    }

    private void runOut(ObjectNode dispute) {
        account.edit(dispute, it -> it.withObject(DETAILS).put("past_due", true));
        end(dispute, isInquiry(dispute) ? "warning_closed" : "lost");
    }

    private void judge(ObjectNode dispute) {
        switch (Json.optional(dispute.path("evidence"), "uncategorized_text").orElse("")) {
            case "winning_evidence" -> decide(Json.text(dispute, "id"), true);
            case "losing_evidence" -> decide(Json.text(dispute, "id"), false);
            case "escalate_inquiry_evidence" -> {
                if (isInquiry(dispute)) {
                    escalate(Json.text(dispute, "id"));
                }
            }
            default -> {} // the bank takes its time
        }
    }

    private void end(ObjectNode dispute, String status) {
        account.edit(dispute, it -> it.put(STATUS, status));
        if (status.equals("won")) {
            account.edit(dispute, it -> it.put("is_charge_refundable", true));
            book(dispute, Json.number(dispute, "amount"), 0);
        }
        account.announce("charge.dispute.closed", dispute);
        if (status.equals("won")) {
            account.announce("charge.dispute.funds_reinstated", dispute);
        }
    }

    private void withdraw(ObjectNode dispute) {
        book(dispute, -Json.number(dispute, "amount"), FEE);
        account.announce("charge.dispute.funds_withdrawn", dispute);
    }

    private void book(ObjectNode dispute, long amount, long fee) {
        var booked = account.blank("balance_transaction").put("amount", amount).put("fee", fee);
        booked.put("net", amount - fee).put("available_on", account.now()).put("status", "available");
        booked.put("type", "adjustment").put("balance_type", "payments");
        booked.put("reporting_category", amount < 0 ? "dispute" : "dispute_reversal");
        booked.set("currency", dispute.path("currency"));
        booked.set("source", dispute.path("id"));
        account.edit(dispute, it -> it.withArray("balance_transactions").add(booked));
    }

    private ObjectNode make(ObjectNode charge, String reason, String status) {
        var dispute = account.blank(DISPUTE).put("reason", reason).put(STATUS, status);
        dispute.set("amount", charge.path("amount_captured"));
        dispute.set("charge", charge.path("id"));
        dispute.set("currency", charge.path("currency"));
        dispute.set("payment_intent", charge.path("payment_intent"));
        dispute.put("is_charge_refundable", status.startsWith("warning"));
        dispute.withObject(DETAILS).put("due_by", account.now() + PATIENCE).put("submission_count", 0L);
        account.store(dispute);
        account.change(charge, "charge.updated", it -> it.put("disputed", true));
        return dispute;
    }

    private Stream<ObjectNode> of(ObjectNode charge) {
        return account.all(DISPUTE).stream().filter(it -> Json.is(it, "charge", Json.text(charge, "id")));
    }

    private String customerOf(ObjectNode dispute) {
        return account.find("charge", Json.text(dispute, "charge"))
                .flatMap(charge -> Json.optional(charge, "customer"))
                .orElse("");
    }

    private static boolean isInquiry(ObjectNode dispute) {
        return Json.text(dispute, STATUS).startsWith("warning");
    }

    private static boolean isOver(ObjectNode dispute) {
        return FINAL.contains(Json.text(dispute, STATUS));
    }

    private static ApiError closed(ObjectNode dispute) {
        return ApiError.invalid("This dispute is already closed: it is " + Json.text(dispute, STATUS) + ".");
    }
}
