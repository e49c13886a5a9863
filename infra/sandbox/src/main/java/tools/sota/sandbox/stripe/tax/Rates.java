package tools.sota.sandbox.stripe.tax;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// What is charged on software in each country, in percent. Fixed, so that a test can reckon with it.
final class Rates {
    private static final Map<String, String> UNION = Map.ofEntries(
            Map.entry("AT", "20"),
            Map.entry("BE", "21"),
            Map.entry("BG", "20"),
            Map.entry("CY", "19"),
            Map.entry("CZ", "21"),
            Map.entry("DE", "19"),
            Map.entry("DK", "25"),
            Map.entry("EE", "24"),
            Map.entry("ES", "21"),
            Map.entry("FI", "25.5"),
            Map.entry("FR", "20"),
            Map.entry("GR", "24"),
            Map.entry("HR", "25"),
            Map.entry("HU", "27"),
            Map.entry("IE", "23"),
            Map.entry("IT", "22"),
            Map.entry("LT", "21"),
            Map.entry("LU", "17"),
            Map.entry("LV", "21"),
            Map.entry("MT", "18"),
            Map.entry("NL", "21"),
            Map.entry("PL", "23"),
            Map.entry("PT", "23"),
            Map.entry("RO", "21"),
            Map.entry("SE", "25"),
            Map.entry("SI", "22"),
            Map.entry("SK", "23"));
    private static final Map<String, String> ELSEWHERE = Map.of(
            "AU", "10", "CA", "5", "CH", "8.1", "GB", "20", "IN", "18", "JP", "10", "NO", "25", "NZ", "15", "SG", "9");
    private static final Map<String, String> STATES = Map.of("NY", "8.875", "PA", "6", "TX", "8.25", "WA", "10.35");

    private Rates() {}

    static boolean isInUnion(String country) {
        return UNION.containsKey(country);
    }

    static Optional<BigDecimal> percent(String country, String state) {
        var rate = country.equals("US") ? STATES.get(state) : UNION.getOrDefault(country, ELSEWHERE.get(country));
        return Optional.ofNullable(rate).map(BigDecimal::new);
    }

    static String kind(String country) {
        return switch (country) {
            case "US" -> "sales_tax";
            case "AU", "CA", "IN", "NZ", "SG" -> "gst";
            case "JP" -> "jct";
            default -> "vat";
        };
    }
}
