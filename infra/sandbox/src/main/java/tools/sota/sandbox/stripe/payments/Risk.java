package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.payments.Aftermath.Deed;

/// Disputes, warnings of fraud and reviews: each changes what the others still ask for.
public final class Risk {
    private final Account account;
    public final Disputes disputes;
    public final FraudWarnings warnings;
    public final Reviews reviews;

    public Risk(Account account, Aftermath aftermath) {
        this.account = account;
        disputes = new Disputes(account);
        warnings = new FraudWarnings(account);
        reviews = new Reviews(account);
        aftermath.does(Deed.DISPUTE, charge -> dispute(charge, "fraudulent"));
        aftermath.does(Deed.DISPUTE_NOT_RECEIVED, charge -> dispute(charge, "product_not_received"));
        aftermath.does(Deed.INQUIRY, charge -> {
            disputes.inquire(charge);
            look(charge);
        });
        aftermath.does(Deed.FRAUD_WARNING, warnings::warn);
        aftermath.does(Deed.REVIEW, reviews::open);
    }

    /// The bank takes back what a charge brought.
    ///
    /// @param charge its id
    public ObjectNode dispute(String charge, String reason) {
        return dispute(account.require("charge", charge, "id"), reason);
    }

    /// The issuer warns of a charge.
    ///
    /// @param charge its id
    public ObjectNode warn(String charge) {
        return warnings.warn(account.require("charge", charge, "id"));
    }

    /// A charge was refunded or disputed, or its refund came back.
    void look(ObjectNode charge) {
        disputes.refunded(charge);
        warnings.look(charge);
        reviews.look(charge);
    }

    private ObjectNode dispute(ObjectNode charge, String reason) {
        var dispute = disputes.open(charge, reason);
        look(charge);
        return dispute;
    }
}
