package tools.sota.catalog;

/// That Stripe Tax adds to every invoice what the customer's place asks for; prices are without it.
///
/// @param code what is sold, in Stripe's words
public record TaxRule(String code) {
    private static final String CODE = "txcd_[0-9]{8}";

    static TaxRule read(YamlFields fields) {
        var code = fields.text("code");
        return new TaxRule(
                code.isEmpty() || code.matches(CODE)
                        ? code
                        : fields.bad("code", "must be a tax code of Stripe's, such as txcd_10103001", ""));
    }
}
