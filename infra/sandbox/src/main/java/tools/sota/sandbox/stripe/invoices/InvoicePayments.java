package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// The link between an invoice and the payment intent that pays it: neither of the two names the other.
public final class InvoicePayments {
    private static final String PAYMENT = "invoice_payment";
    private static final String INTENT = "payment_intent";

    private final Account account;

    public InvoicePayments(Account account) {
        this.account = account;
    }

    public JsonNode get(Call call) {
        return account.require(PAYMENT, call.id(), "id");
    }

    public JsonNode list(Call call) {
        var payment = call.param("payment");
        return Listing.page(
                call,
                account.all(PAYMENT),
                link -> Json.optional(payment, INTENT)
                        .map(wanted -> Json.is(link.path("payment"), INTENT, wanted))
                        .orElse(true),
                "invoice",
                "status");
    }

    /// `invoice.payments`, which is only there when it is expanded.
    public JsonNode ofInvoice(ObjectNode invoice) {
        return Listing.of(
                of(invoice).toList().reversed(), false, "/v1/invoice_payments?invoice=" + Json.text(invoice, "id"));
    }

    /// `invoice.confirmation_secret`, likewise.
    public JsonNode confirmationSecret(ObjectNode invoice) {
        return intentOf(invoice)
                .filter(intent -> Json.is(invoice, "status", "open"))
                .<JsonNode>map(intent -> Json.object()
                        .put("client_secret", Json.text(intent, "client_secret"))
                        .put("type", INTENT))
                .orElseGet(() -> invoice.nullNode());
    }

    public Optional<ObjectNode> intentOf(ObjectNode invoice) {
        return of(invoice)
                .filter(link -> !Json.is(link, "status", "canceled"))
                .findFirst()
                .flatMap(link -> account.find(INTENT, Json.text(link.path("payment"), INTENT)));
    }

    public Optional<ObjectNode> invoiceOf(ObjectNode intent) {
        return account.all(PAYMENT).stream()
                .filter(link -> Json.is(link.path("payment"), INTENT, Json.text(intent, "id")))
                .findFirst()
                .flatMap(link -> account.find("invoice", Json.text(link, "invoice")));
    }

    void open(ObjectNode invoice, ObjectNode intent) {
        var link = account.blank(PAYMENT).put("status", "open").put("is_default", true);
        link.set("invoice", invoice.path("id"));
        link.set("amount_requested", intent.path("amount"));
        link.set("currency", intent.path("currency"));
        link.putNull("amount_paid");
        link.putObject("payment").put("type", INTENT).put(INTENT, Json.text(intent, "id"));
        account.store(link);
    }

    /// The sum that is still due has changed.
    public void resize(ObjectNode invoice, long due) {
        for (var link : openOnes(invoice)) {
            account.edit(link, it -> it.put("amount_requested", due));
            account.find(INTENT, Json.text(link.path("payment"), INTENT))
                    .ifPresent(intent -> account.edit(intent, it -> it.put("amount", due)));
        }
    }

    void paid(ObjectNode invoice) {
        for (var link : openOnes(invoice)) {
            account.edit(link, it -> {
                it.put("status", "paid").set("amount_paid", it.path("amount_requested"));
                it.withObject("status_transitions").put("paid_at", account.now());
            });
            account.announce("invoice_payment.paid", link);
        }
    }

    void canceled(ObjectNode invoice) {
        for (var link : openOnes(invoice)) {
            account.edit(link, it -> {
                it.put("status", "canceled");
                it.withObject("status_transitions").put("canceled_at", account.now());
            });
        }
    }

    private List<ObjectNode> openOnes(ObjectNode invoice) {
        return of(invoice).filter(link -> Json.is(link, "status", "open")).toList();
    }

    private Stream<ObjectNode> of(ObjectNode invoice) {
        return account.all(PAYMENT).stream().filter(link -> Json.is(link, "invoice", Json.text(invoice, "id")));
    }
}
