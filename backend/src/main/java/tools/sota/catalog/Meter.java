package tools.sota.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that customers count themselves and send us as events.
///
/// @param id the type of its events
/// @param unit the word for one
/// @param value the field of an event's data that is summed or compared; null when events are counted
public record Meter(
        String id,
        String name,
        String unit,
        Aggregation aggregation,
        @Nullable String value) {
    /// What a bar of several events shows.
    public enum Aggregation {
        SUM,
        COUNT,
        MAX;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
