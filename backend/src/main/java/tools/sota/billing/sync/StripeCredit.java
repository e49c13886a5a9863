package tools.sota.billing.sync;

import com.stripe.param.CreditNoteCreateParams;
import org.jspecify.annotations.Nullable;

/// The paper beside money that goes back: an invoice that was paid cannot be changed, only credited.
public final class StripeCredit {
    /// Under which a credit note names the order that it belongs to.
    public static final String PAYBACK = "payback";

    private final StripeDesk stripe;

    public StripeCredit(StripeDesk stripe) {
        this.stripe = stripe;
    }

    /// A refund that was made.
    ///
    /// @param amount in minor units
    /// @param reason in Stripe's words for refunds
    /// @param payback the order of ours; null when there is none
    public record Refunded(
            String invoice,
            String refund,
            long amount,
            String reason,
            @Nullable String payback) {}

    /// @param fact names the refund, so that there is one note however often this is asked
    /// @return Stripe's id of the credit note
    public String credit(Refunded refunded, String fact) {
        var params = CreditNoteCreateParams.builder()
                .setInvoice(refunded.invoice())
                .setAmount(refunded.amount())
                .setEmailType(CreditNoteCreateParams.EmailType.NONE)
                .addRefund(CreditNoteCreateParams.Refund.builder()
                        .setRefund(refunded.refund())
                        .setAmountRefunded(refunded.amount())
                        .build());
        switch (refunded.reason()) {
            case "duplicate" -> params.setReason(CreditNoteCreateParams.Reason.DUPLICATE);
            case "fraudulent" -> params.setReason(CreditNoteCreateParams.Reason.FRAUDULENT);
            default -> {
                // Credit notes have no word for "the customer asked".
            }
        }
        if (refunded.payback() != null) {
            params.putMetadata(PAYBACK, refunded.payback());
        }
        return stripe.ask(v1 -> v1.creditNotes()
                .create(params.build(), StripeDesk.once("credit-note-" + fact))
                .getId());
    }
}
