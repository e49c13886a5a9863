package tools.sota.catalog;

/// What trouble with a payment does to the plan of the account that made it.
///
/// @param suspendOnDispute whether the account falls to the free plan while its bank disputes a payment, and after it
///     lost
/// @param suspendOnWarning whether an early fraud warning does the same
public record RiskPolicy(boolean suspendOnDispute, boolean suspendOnWarning) {
    static final RiskPolicy CAREFUL = new RiskPolicy(true, false);

    static RiskPolicy read(YamlFields fields) {
        return new RiskPolicy(suspends(fields, "dispute"), suspends(fields, "early_fraud_warning"));
    }

    private static boolean suspends(YamlFields fields, String name) {
        return switch (fields.text(name)) {
            case "suspend" -> true;
            case "keep", "" -> false;
            default -> fields.bad(name, "must be suspend or keep", false);
        };
    }
}
