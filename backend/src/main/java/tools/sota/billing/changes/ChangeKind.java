package tools.sota.billing.changes;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;

/// When a change takes effect. More calls, or the same for a longer time, start at once with a new full period;
/// anything less waits until what is paid is over.
public enum ChangeKind {
    NOW,
    PERIOD_END;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ChangeKind of(Plan from, Interval paidPer, Plan to, Interval willPayPer) {
        long before = calls(from);
        long after = calls(to);
        boolean longer = paidPer == Interval.MONTH && willPayPer == Interval.YEAR;
        return after > before || (after == before && longer) ? NOW : PERIOD_END;
    }

    /// When the whole price of the new plan is due next.
    Instant nextInvoice(Instant takesEffectAt, Interval interval) {
        if (this == PERIOD_END) {
            return takesEffectAt;
        }
        var from = takesEffectAt.atZone(ZoneOffset.UTC);
        return (interval == Interval.YEAR ? from.plusYears(1) : from.plusMonths(1)).toInstant();
    }

    private static long calls(Plan plan) {
        return Objects.requireNonNull(plan.callsPerMonth(), () -> "Plan " + plan.id() + " sells no calls");
    }
}
