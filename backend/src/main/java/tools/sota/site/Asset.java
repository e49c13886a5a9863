package tools.sota.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One resource of the site, held in memory in every coding we have.
///
/// @param headers what every answer with it carries
/// @param plain for clients that take nothing better
/// @param packed the smaller ones, the one we would rather send first
record Asset(Map<String, String> headers, Representation plain, List<Representation> packed) {
    /// A client that does not speak of `identity` takes it, but would rather have anything it names.
    private static final double UNNAMED = 1e-4;

    /// Packs text here, unless the build brought packed twins.
    ///
    /// @param brotli the twin from the build; null when there is none
    /// @param gzip the twin from the build; null to make one now, if the type is text
    static Asset of(
            Map<String, String> headers, byte[] bytes, byte @Nullable [] brotli, byte @Nullable [] gzip, boolean text) {
        var packed = new ArrayList<Representation>();
        if (brotli != null) {
            packed.add(Representation.coded(brotli, "br"));
        }
        if (gzip != null) {
            packed.add(Representation.coded(gzip, "gzip"));
        } else if (text) {
            packed.add(Representation.gzip(bytes));
        }
        packed.removeIf(twin -> twin.bytes().length >= bytes.length);
        return new Asset(headers, Representation.plain(bytes), List.copyOf(packed));
    }

    /// The highest weight wins, and of equal ones the smaller answer. A client that refuses everything gets plain
    /// bytes.
    Representation chosen(@Nullable String acceptEncoding) {
        if (packed.isEmpty() || acceptEncoding == null) {
            return plain;
        }
        var weights = Weights.of(acceptEncoding);
        double rest = weights.of("*", 0);
        var best = plain;
        double bestWeight = weights.of("identity", weights.of("*", UNNAMED));
        for (var twin : packed.reversed()) {
            double weight = weights.of(String.valueOf(twin.coding()), rest);
            if (weight > 0 && weight >= bestWeight) {
                best = twin;
                bestWeight = weight;
            }
        }
        return best;
    }
}
