package tools.sota.usage.reconcile;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One count that is not what the rows of the ledger say.
///
/// @param kind which count
/// @param at the hour, the day, or the start of the period
/// @param keyId null for counts of a whole period
/// @param product null for counts of a whole period
/// @param expected calls, by the rows
/// @param found calls, by the count
public record Drift(
        Kind kind,
        UUID accountId,
        String environment,
        Instant at,
        @Nullable UUID keyId,
        @Nullable String product,
        long expected,
        long found) {
    /// In the order in which they are healed, which is that in which charges are written.
    static final Comparator<Drift> ORDER = Comparator.comparing(Drift::kind)
            .thenComparing(Drift::environment)
            .thenComparing(Drift::at)
            .thenComparing(Drift::keyId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Drift::product, Comparator.nullsFirst(Comparator.naturalOrder()));

    /// The count that drifted.
    public enum Kind {
        HOURLY,
        DAILY,
        PERIOD,
        /// What admission counts in Redis.
        LIVE;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    long missing() {
        return expected - found;
    }
}
