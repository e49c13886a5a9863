package tools.sota.sandbox.stripe.customers;

import java.util.Arrays;
import java.util.Optional;

/// Stripe's test cards: a number for forms, a name for the API, and what happens when it is charged.
public enum TestCard {
    VISA("4242424242424242", "visa", "visa", Charge.SUCCEEDS),
    VISA_DEBIT("4000056655665556", "visa_debit", "visa", Charge.SUCCEEDS),
    MASTERCARD("5555555555554444", "mastercard", "mastercard", Charge.SUCCEEDS),
    AMEX("378282246310005", "amex", "amex", Charge.SUCCEEDS),
    BYPASS_PENDING("4000000000000077", "bypassPending", "visa", Charge.SUCCEEDS),
    DECLINED("4000000000000002", "visa_chargeDeclined", "visa", Charge.DECLINED),
    INSUFFICIENT_FUNDS("4000000000009995", "visa_chargeDeclinedInsufficientFunds", "visa", Charge.INSUFFICIENT_FUNDS),
    EXPIRED("4000000000000069", "chargeDeclinedExpiredCard", "visa", Charge.EXPIRED),
    INCORRECT_CVC("4000000000000127", "chargeDeclinedIncorrectCvc", "visa", Charge.INCORRECT_CVC),
    PROCESSING_ERROR("4000000000000119", "chargeDeclinedProcessingError", "visa", Charge.PROCESSING_ERROR),
    /// Can be saved, but every charge is declined: the way to a failing renewal.
    CUSTOMER_FAIL("4000000000000341", "chargeCustomerFail", "visa", Charge.DECLINED_ONCE_SAVED),
    /// 3-D Secure while the customer is there; charges without the customer pass.
    THREE_D_SECURE("4000000000003220", "threeDSecure2Required", "visa", Charge.CHALLENGED_ON_SESSION),
    THREE_D_SECURE_ON_SETUP("4000002500003155", "authenticationRequiredOnSetup", "visa", Charge.CHALLENGED_ON_SESSION),
    /// 3-D Secure on every charge, renewals included.
    THREE_D_SECURE_ALWAYS("4000002760003184", "authenticationRequired", "visa", Charge.CHALLENGED_ALWAYS),
    /// 3-D Secure only where the merchant asks for it.
    THREE_D_SECURE_OPTIONAL("4000000000003055", "threeDSecureOptional", "visa", Charge.CHALLENGED_ON_REQUEST),
    /// The bank takes the money back as soon as it was paid.
    DISPUTE("4000000000000259", "createDispute", "visa", Charge.SUCCEEDS),
    DISPUTE_NOT_RECEIVED("4000000000002685", "createDisputeProductNotReceived", "visa", Charge.SUCCEEDS),
    /// The bank asks, and takes nothing yet.
    DISPUTE_INQUIRY("4000000000001976", "createDisputeInquiry", "visa", Charge.SUCCEEDS),
    /// The issuer warns of fraud.
    FRAUD_WARNING("4000000000005423", "createIssuerFraudRecord", "visa", Charge.SUCCEEDS),
    /// Somebody must look at the payment.
    RISK_ELEVATED("4000000000009235", "riskLevelElevated", "visa", Charge.SUCCEEDS),
    RISK_HIGHEST("4100000000000019", "riskLevelHighest", "visa", Charge.BLOCKED),
    /// Its refunds take an hour.
    REFUND_PENDING("4000000000007726", "pendingRefund", "visa", Charge.SUCCEEDS),
    /// Its refunds come back after an hour.
    REFUND_FAIL("4000000000005126", "refundFail", "visa", Charge.SUCCEEDS);

    /// What a charge does, and the words of a refusal.
    public enum Charge {
        SUCCEEDS("", "", ""),
        DECLINED("card_declined", "generic_decline", "Your card was declined."),
        INSUFFICIENT_FUNDS("card_declined", "insufficient_funds", "Your card has insufficient funds."),
        EXPIRED("expired_card", "expired_card", "Your card has expired."),
        INCORRECT_CVC("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
        PROCESSING_ERROR(
                "processing_error",
                "processing_error",
                "An error occurred while processing your card. Try again in a little bit."),
        BLOCKED("card_declined", "fraudulent", "Your card was declined."),
        DECLINED_ONCE_SAVED("card_declined", "generic_decline", "Your card was declined."),
        CHALLENGED_ON_SESSION("", "", ""),
        CHALLENGED_ON_REQUEST("", "", ""),
        CHALLENGED_ALWAYS("", "", "");

        public final String code;
        public final String declineCode;
        public final String message;

        Charge(String code, String declineCode, String message) {
            this.code = code;
            this.declineCode = declineCode;
            this.message = message;
        }
    }

    public final String number;
    public final String magicName;
    public final String brand;
    public final Charge charge;

    TestCard(String number, String magicName, String brand, Charge charge) {
        this.number = number;
        this.magicName = magicName;
        this.brand = brand;
        this.charge = charge;
    }

    public static Optional<TestCard> numbered(String number) {
        var digits = number.replaceAll("[ -]", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    /// `pm_card_visa`, `tok_visa`.
    public static Optional<TestCard> named(String magicId) {
        var name = magicId.replaceFirst("^(pm_card|tok)_", "");
        var alias = name.equals("chargeDeclined") ? "visa_chargeDeclined" : name;
        return name.equals(magicId)
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(card -> card.magicName.equals(alias))
                        .findFirst();
    }

    /// Whether the bank refuses to charge it.
    public boolean isDeclined() {
        return !charge.code.isEmpty();
    }

    /// Whether it cannot even be saved.
    public boolean isRefusedAtOnce() {
        return isDeclined() && charge != Charge.DECLINED_ONCE_SAVED;
    }

    /// Whether the customer must pass 3-D Secure first.
    public boolean isChallenged(Presence presence) {
        return switch (presence) {
            case ABSENT -> charge == Charge.CHALLENGED_ALWAYS;
            case PRESENT -> charge == Charge.CHALLENGED_ALWAYS || charge == Charge.CHALLENGED_ON_SESSION;
            case AUTHENTICATED -> false;
        };
    }

    /// The same where the merchant asks for 3-D Secure whenever a card knows it.
    public boolean isChallengedOnRequest(Presence presence) {
        return isChallenged(presence) || (presence == Presence.PRESENT && charge == Charge.CHALLENGED_ON_REQUEST);
    }

    public String last4() {
        return number.substring(number.length() - 4);
    }
}
