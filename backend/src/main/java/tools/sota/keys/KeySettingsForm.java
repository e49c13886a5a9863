package tools.sota.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Fields;
import tools.sota.platform.IpRange;

/// Reads what a member says about a key.
final class KeySettingsForm {
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_525);
    private static final int FASTEST = 1_000_000;
    private static final int MOST_RANGES = 50;
    private static final int LONGEST_RANGE = 60;
    private static final List<Scope> USUAL = List.of(Scope.TOOLS, Scope.USAGE_READ);

    private KeySettingsForm() {}

    /// Of a key to be made.
    static KeySettings order(Fields fields, Instant now) {
        return new KeySettings(
                name(fields),
                Objects.requireNonNullElse(scopes(fields), USUAL),
                Objects.requireNonNullElse(ranges(fields), List.of()),
                cap(fields),
                rate(fields),
                expiry(fields, now),
                true);
    }

    /// Of a key that exists: what is absent stays, null clears what may be absent.
    static UnaryOperator<KeySettings> change(Fields fields, Instant now) {
        var name = fields.has("name") ? name(fields) : null;
        var scopes = notNull(fields, "scopes", scopes(fields));
        var ranges = notNull(fields, "ip_allow_list", ranges(fields));
        boolean setsCap = fields.has("monthly_cap");
        var cap = cap(fields);
        boolean setsRate = fields.has("rate_per_minute") || fields.has("burst");
        var rate = rate(fields);
        boolean setsExpiry = fields.has("expires_at");
        var expiry = expiry(fields, now);
        var freeze = fields.optionalFlag("freeze_on_abnormal_use");
        return old -> new KeySettings(
                Objects.requireNonNullElse(name, old.name()),
                Objects.requireNonNullElse(scopes, old.scopes()),
                Objects.requireNonNullElse(ranges, old.ipAllowList()),
                setsCap ? cap : old.monthlyCap(),
                setsRate ? rate : old.rate(),
                setsExpiry ? expiry : old.expiresAt(),
                Objects.requireNonNullElse(freeze, old.freezeOnAbnormalUse()));
    }

    private static String name(Fields fields) {
        return fields.name("name");
    }

    private static @Nullable Integer cap(Fields fields) {
        return fields.optionalInteger("monthly_cap", 1, Integer.MAX_VALUE);
    }

    /// Both together, so that neither stays behind when the other is changed.
    private static @Nullable KeyRate rate(Fields fields) {
        var perMinute = fields.optionalInteger("rate_per_minute", 1, FASTEST);
        var burst = fields.optionalInteger("burst", 1, FASTEST);
        if (fields.has("rate_per_minute") != fields.has("burst") || (perMinute == null) != (burst == null)) {
            return fields.bad("burst", "goes together with rate_per_minute: give both, or null for both", null);
        }
        return perMinute == null || burst == null ? null : new KeyRate(burst, perMinute);
    }

    private static @Nullable Instant expiry(Fields fields, Instant now) {
        var expiresAt = fields.optionalTime("expires_at");
        return expiresAt == null || (expiresAt.isAfter(now) && expiresAt.isBefore(now.plus(LONGEST_LIFE)))
                ? expiresAt
                : fields.bad("expires_at", "must be in the future, within a hundred years", null);
    }

    private static @Nullable List<Scope> scopes(Fields fields) {
        var words = fields.optionalTexts("scopes", 1, Scope.values().length, 40);
        if (words != null && words.stream().distinct().count() < words.size()) {
            return fields.bad("scopes", "must name each scope once", null);
        }
        return words == null
                ? null
                : words.stream().flatMap(word -> scope(fields, word).stream()).toList();
    }

    private static Optional<Scope> scope(Fields fields, String word) {
        var scope = Scope.parse(word).filter(Scope::isForCustomers);
        if (scope.isEmpty()) {
            fields.bad("scopes", "knows tools, usage:read and usage:write, not '" + word + "'", word);
        }
        return scope;
    }

    private static @Nullable List<IpRange> ranges(Fields fields) {
        var words = fields.optionalTexts("ip_allow_list", 0, MOST_RANGES, LONGEST_RANGE);
        if (words == null) {
            return null;
        }
        var ranges = new ArrayList<IpRange>();
        for (int at = 0; at < words.size(); at++) {
            range(fields, at, words.get(at))
                    .filter(range -> !ranges.contains(range))
                    .ifPresent(ranges::add);
        }
        return ranges;
    }

    private static Optional<IpRange> range(Fields fields, int at, String word) {
        try {
            // What was no text was named already and reads as nothing.
            return word.isEmpty() ? Optional.empty() : Optional.of(IpRange.parse(word));
        } catch (IpRange.NotARange e) {
            return fields.bad("ip_allow_list/" + at, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static <T> @Nullable T notNull(Fields fields, String name, @Nullable T value) {
        return value == null && fields.has(name)
                ? fields.bad(name, "must be an array; leave it out to keep what there is", null)
                : value;
    }
}
