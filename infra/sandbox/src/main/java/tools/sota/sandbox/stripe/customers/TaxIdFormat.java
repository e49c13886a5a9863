package tools.sota.sandbox.stripe.customers;

import java.util.Locale;
import java.util.Map;
import tools.sota.sandbox.stripe.error.ApiError;

/// How the numbers of each kind are written. A kind that is not listed may hold anything.
final class TaxIdFormat {
    private static final String EUROPEAN = String.join(
            "|",
            "ATU\\d{8}",
            "BE[01]\\d{9}",
            "(BG|CZ)\\d{8,10}",
            "CY\\d{8}[A-Z]",
            "(DE|EE|EL|PT|XI)\\d{9}",
            "(DK|FI|HU|LU|MT|SI)\\d{8}",
            "ES[A-Z\\d]\\d{7}[A-Z\\d]",
            "FR[A-Z\\d]{2}\\d{9}",
            "(HR|IT|LV)\\d{11}",
            "IE\\d[A-Z\\d]\\d{5}[A-Z]{1,2}",
            "LT(\\d{9}|\\d{12})",
            "NL\\d{9}B\\d{2}",
            "(PL|SK)\\d{10}",
            "RO\\d{2,10}",
            "SE\\d{12}");
    private static final Map<String, String> PATTERNS = Map.ofEntries(
            Map.entry("au_abn", "\\d{11}"),
            Map.entry("br_cnpj", "\\d{2}\\.?\\d{3}\\.?\\d{3}/?\\d{4}-?\\d{2}"),
            Map.entry("ca_bn", "\\d{9}"),
            Map.entry("ca_gst_hst", "\\d{9}RT\\d{4}"),
            Map.entry("ch_vat", "CHE-?\\d{3}\\.?\\d{3}\\.?\\d{3} ?(MWST|TVA|IVA)"),
            Map.entry("eu_vat", EUROPEAN),
            Map.entry("gb_vat", "GB(\\d{9}|\\d{12}|GD\\d{3}|HA\\d{3})"),
            Map.entry("il_vat", "\\d{9}"),
            Map.entry("in_gst", "\\d{2}[A-Z]{5}\\d{4}[A-Z][A-Z\\d]Z[A-Z\\d]"),
            Map.entry("jp_trn", "T\\d{13}"),
            Map.entry("no_vat", "\\d{9}MVA"),
            Map.entry("nz_gst", "\\d{8,9}"),
            Map.entry("us_ein", "\\d{2}-\\d{7}"),
            Map.entry("za_vat", "4\\d{9}"));
    private static final Map<String, String> COUNTRIES = Map.of("EL", "GR", "XI", "GB");

    private TaxIdFormat() {}

    static void check(String type, String value) {
        if (value.isBlank() || !written(value).matches(PATTERNS.getOrDefault(type, ".{1,64}"))) {
            throw ApiError.invalid("tax_id_invalid", "value", "Invalid value for " + type + ".");
        }
    }

    /// As it is kept: in capitals.
    static String written(String value) {
        return value.strip().toUpperCase(Locale.ROOT);
    }

    static String country(String type, String value) {
        var code = (type.equals("eu_vat") ? written(value) : type.toUpperCase(Locale.ROOT)).substring(0, 2);
        return COUNTRIES.getOrDefault(code, code);
    }
}
