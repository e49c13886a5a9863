package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.get;
import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.credits.CreditNotes;
import tools.sota.sandbox.stripe.customers.Balances;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.payments.Risk;

/// The operations by which money goes back, or is about to.
record MoneyBack(CreditNotes notes, Balances balances, Risk risk) {
    List<Endpoint> endpoints() {
        return Stream.of(crediting(), balancing(), risking())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> crediting() {
        return List.of(
                get("/v1/credit_notes/preview", "CreditNotePreviewParams", notes::preview),
                get("/v1/credit_notes/preview/lines", "CreditNoteListPreviewLineItemsParams", notes::previewLines),
                post("/v1/credit_notes", "CreditNoteCreateParams", notes::create),
                get("/v1/credit_notes", "CreditNoteListParams", notes::list),
                get("/v1/credit_notes/{id}", "CreditNoteRetrieveParams", notes::get),
                post("/v1/credit_notes/{id}", "CreditNoteUpdateParams", notes::update),
                get("/v1/credit_notes/{id}/lines", "CreditNoteListLineItemsParams", notes::lines),
                post("/v1/credit_notes/{id}/void", "CreditNoteVoidCreditNoteParams", notes::voidNote));
    }

    private List<Endpoint> balancing() {
        var path = "/v1/customers/{id}/balance_transactions";
        return List.of(
                post(path, "CustomerCreateBalanceTransactionParams", balances::create),
                get(path, "CustomerListBalanceTransactionsParams", balances::list),
                get(path + "/{transaction}", "CustomerRetrieveBalanceTransactionParams", balances::get),
                post(path + "/{transaction}", "CustomerUpdateBalanceTransactionParams", balances::update));
    }

    private List<Endpoint> risking() {
        return List.of(
                get("/v1/disputes", "DisputeListParams", risk.disputes::list),
                get("/v1/disputes/{id}", "DisputeRetrieveParams", risk.disputes::get),
                post("/v1/disputes/{id}", "DisputeUpdateParams", risk.disputes::update),
                post("/v1/disputes/{id}/close", "DisputeCloseParams", risk.disputes::close),
                get("/v1/radar/early_fraud_warnings", "Radar.EarlyFraudWarningListParams", risk.warnings::list),
                get("/v1/radar/early_fraud_warnings/{id}", "Radar.EarlyFraudWarningRetrieveParams", risk.warnings::get),
                get("/v1/reviews", "ReviewListParams", risk.reviews::list),
                get("/v1/reviews/{id}", "ReviewRetrieveParams", risk.reviews::get),
                post("/v1/reviews/{id}/approve", "ReviewApproveParams", risk.reviews::approve));
    }
}
