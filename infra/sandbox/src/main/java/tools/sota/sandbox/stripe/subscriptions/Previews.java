package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.invoices.Drafts;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// `POST /v1/invoices/create_preview`. The figures are those of the change because the change is made, by the same
/// code, on a copy of the account that is thrown away.
public final class Previews {
    private static final String SUBSCRIPTION = "subscription";
    private static final String DETAILS = "subscription_details";
    private static final Set<String> KNOWN = Set.of(
            "billing_cycle_anchor",
            "billing_mode",
            "cancel_at",
            "cancel_at_period_end",
            "items",
            "proration_behavior",
            "proration_date",
            "trial_end");

    private final Account account;
    private final Rehearsal rehearsal;
    private final Drafts drafts;
    private final InvoiceItems extras;
    private final PreviewedPayer payers;

    Previews(Account account, Rehearsal rehearsal, Drafts drafts, InvoiceItems extras) {
        this.account = account;
        this.rehearsal = rehearsal;
        this.drafts = drafts;
        this.extras = extras;
        this.payers = new PreviewedPayer(account);
    }

    public JsonNode create(Call call) {
        call.refuse("customer_account", "schedule", "schedule_details");
        refuseUnknown(call.param(DETAILS));
        return account.rehearse(() -> shown(invoice(call)));
    }

    private ObjectNode invoice(Call call) {
        var details = call.param(DETAILS) instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (call.has("discounts")) {
            details.set("discounts", call.param("discounts"));
        }
        var named = call.text(SUBSCRIPTION).map(id -> account.require(SUBSCRIPTION, id, SUBSCRIPTION));
        var customer = named.map(it -> Json.text(it, "customer"))
                .or(() -> call.text("customer"))
                .or(() -> payers.somebody(call))
                .orElseThrow(
                        () -> ApiError.invalid("parameter_missing", "customer", "Missing required param: customer."));
        payers.describe(account.require("customer", customer, "customer"), call);
        var begins = named.isEmpty() && details.has("items");
        var subscription = begins ? Optional.<ObjectNode>empty() : named.or(() -> running(customer));
        payers.tax(subscription, details, call);
        for (var item : Json.objects(call.param("invoice_items"))) {
            var wanted = item.deepCopy();
            subscription.ifPresent(it -> wanted.set(SUBSCRIPTION, it.path("id")));
            extras.make(customer, wanted);
        }
        if (begins) {
            return rehearsal.begin(customer, details);
        }
        return subscription
                .map(it -> rehearsal.change(it, details))
                .orElseGet(() -> single(customer, call))
                .orElseThrow(() -> ApiError.nothingUpcoming(customer));
    }

    /// Of what waits for a customer who has no subscription.
    private Optional<ObjectNode> single(String id, Call call) {
        var waiting = extras.pendingOf(id);
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        var customer = account.require("customer", id, "customer");
        var currency = Json.text(waiting.getFirst(), "currency");
        var invoice = drafts.of(customer, currency, "manual", Period.at(account.now()));
        extras.put(invoice, waiting);
        drafts.tax(invoice, call.param("automatic_tax").path("enabled").asBoolean());
        return Optional.of(invoice);
    }

    private Optional<ObjectNode> running(String customer) {
        return account.all(SUBSCRIPTION).stream()
                .filter(it -> Json.is(it, "customer", customer) && !Subscriptions.hasEnded(it))
                .findFirst();
    }

    /// As a draft that nobody has seen: whatever finalising and paying left on it is taken off.
    private static ObjectNode shown(ObjectNode invoice) {
        var due = Json.number(invoice, "amount_due");
        var left = Json.number(invoice, "total") + Json.number(invoice, "starting_balance");
        var shown = invoice.deepCopy().put("id", "upcoming_in_" + Ids.random(24));
        shown.put("status", "draft").put("billing_reason", "upcoming").put("auto_advance", true);
        shown.put("attempted", false).put("attempt_count", 0L);
        shown.put("amount_paid", 0L).put("amount_remaining", due).put("ending_balance", Math.min(0, left));
        for (var field : new String[] {
            "number",
            "effective_at",
            "last_finalization_error",
            "hosted_invoice_url",
            "invoice_pdf",
            "automatically_finalizes_at"
        }) {
            shown.putNull(field);
        }
        shown.withObject("status_transitions").putNull("finalized_at").putNull("paid_at");
        Json.objects(shown.path("lines").path("data")).forEach(line -> line.set("invoice", shown.path("id")));
        return shown;
    }

    private static void refuseUnknown(JsonNode details) {
        details.properties().stream()
                .map(entry -> entry.getKey())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid(
                            DETAILS + "[" + name + "]", "The stand-in does not do `" + name + "` in a preview.");
                });
    }
}
