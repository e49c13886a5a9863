package tools.sota.catalog;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the catalog's meters. A catalog may have none.
final class MeterReader {
    private static final String ID = "[a-z][a-z0-9_.]{0,79}";
    private static final String FIELD = "[A-Za-z_][A-Za-z0-9_]{0,79}";

    private final Set<String> ids = new HashSet<>();

    List<Meter> read(YamlFields file) {
        return file.has("meters") ? file.mappings("meters", this::meter) : List.of();
    }

    private Meter meter(YamlFields fields) {
        var aggregation = aggregation(fields);
        return new Meter(
                CatalogReader.id(fields, ID, ids),
                fields.text("name"),
                fields.text("unit"),
                aggregation,
                value(fields, aggregation));
    }

    private static Meter.Aggregation aggregation(YamlFields fields) {
        var word = fields.text("aggregation");
        return Arrays.stream(Meter.Aggregation.values())
                .filter(aggregation -> aggregation.word().equals(word))
                .findFirst()
                .orElseGet(() -> word.isEmpty()
                        ? Meter.Aggregation.COUNT
                        : fields.bad("aggregation", "must be one of sum, count, max", Meter.Aggregation.COUNT));
    }

    private static @Nullable String value(YamlFields fields, Meter.Aggregation aggregation) {
        if (aggregation == Meter.Aggregation.COUNT) {
            return fields.has("value") && fields.has("aggregation")
                    ? fields.bad("value", "belongs to a meter that sums or takes the largest", fields.text("value"))
                    : null;
        }
        var field = fields.text("value");
        return field.isEmpty() || field.matches(FIELD) ? field : fields.bad("value", "must match " + FIELD, "");
    }
}
