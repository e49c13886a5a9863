package tools.sota.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// How Stripe counts amounts of a currency, which is not always as ISO 4217 does. The table is the front end's, too.
/// Source: Stripe's page on supported currencies ("zero-decimal", "three-decimal" and special cases).
///
/// @param zero whose major unit is the smallest
/// @param three of a thousand minor units, the last digit always 0
/// @param whole of a hundred minor units, of which only whole major ones are charged
record Currencies(Set<String> zero, Set<String> three, Set<String> whole) {
    static final Currencies AT_STRIPE = read();

    private static Currencies read() {
        var file = Json.ours(Resources.text("/currencies.json"));
        return new Currencies(words(file.path("zero")), words(file.path("three")), words(file.path("whole")));
    }

    private static Set<String> words(Iterable<JsonNode> list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toUnmodifiableSet());
    }

    int digits(String currency) {
        return zero.contains(currency) ? 0 : three.contains(currency) ? 3 : 2;
    }

    long step(String currency) {
        return three.contains(currency) ? 10 : whole.contains(currency) ? 100 : 1;
    }
}
