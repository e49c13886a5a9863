package tools.sota.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client prefers, as `Accept` and `Accept-Encoding` say it (RFC 9110, section 12.4.2): names with weights 0 to
/// 1, where 0 means "not this". A weight that cannot be read is 0.
record Weights(Map<String, Double> byName) {
    private static final Pattern WEIGHT = Pattern.compile("[01](\\.[0-9]{0,3})?");

    static Weights of(@Nullable String header) {
        var weights = new HashMap<String, Double>();
        if (header != null) {
            for (var choice : header.toLowerCase(Locale.ROOT).split(",", -1)) {
                var parts = choice.split(";", -1);
                weights.merge(parts[0].strip(), weight(parts), Math::max);
            }
        }
        return new Weights(weights);
    }

    /// @param otherwise when the client says nothing of this name
    double of(String name, double otherwise) {
        return byName.getOrDefault(name, otherwise);
    }

    private static double weight(String[] parts) {
        for (int at = 1; at < parts.length; at++) {
            var parameter = parts[at].strip();
            if (parameter.startsWith("q=")) {
                var word = parameter.substring(2);
                return WEIGHT.matcher(word).matches() ? Math.min(1, Double.parseDouble(word)) : 0;
            }
        }
        return 1;
    }
}
