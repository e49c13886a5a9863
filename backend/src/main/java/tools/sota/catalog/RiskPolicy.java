package tools.sota.catalog;

import java.util.Objects;

/// What is done against fraud.
///
/// @param suspendOnDispute whether the account falls to the free plan while its bank disputes a payment, and after it
///     lost
/// @param suspendOnWarning whether an early fraud warning does the same
/// @param threeDSecureFrom from what price on 3-D Secure is asked for, in minor units; {@link Long#MAX_VALUE} for never
public record RiskPolicy(
        boolean suspendOnDispute, boolean suspendOnWarning, long threeDSecureFrom, CardTesting cardTesting) {
    static final RiskPolicy CAREFUL = new RiskPolicy(true, false, Long.MAX_VALUE, CardTesting.USUAL);

    /// When refused cards are no longer a customer's bad luck but somebody who tries stolen ones.
    ///
    /// @param refusals of the account's payments within the hours
    /// @param cards that these were made with, at least
    /// @param hours that are looked at, and that the account then has to wait
    public record CardTesting(int refusals, int cards, int hours) {
        private static final int MOST = 1_000;
        private static final int LONGEST_HOURS = 24 * 30;
        static final CardTesting USUAL = new CardTesting(6, 4, 24);

        static CardTesting read(YamlFields fields) {
            return new CardTesting(
                    Math.toIntExact(fields.number("refusals", 2, MOST)),
                    Math.toIntExact(fields.number("cards", 2, MOST)),
                    Math.toIntExact(fields.number("hours", 1, LONGEST_HOURS)));
        }
    }

    static RiskPolicy read(YamlFields fields) {
        var from = fields.optionalNumber("three_d_secure_from", 0, Long.MAX_VALUE);
        return new RiskPolicy(
                suspends(fields, "dispute"),
                suspends(fields, "early_fraud_warning"),
                from == null ? Long.MAX_VALUE : from,
                Objects.requireNonNullElse(
                        fields.optionalMapping("card_testing", CardTesting::read), CardTesting.USUAL));
    }

    private static boolean suspends(YamlFields fields, String name) {
        return switch (fields.text(name)) {
            case "suspend" -> true;
            case "keep", "" -> false;
            default -> fields.bad(name, "must be suspend or keep", false);
        };
    }
}
