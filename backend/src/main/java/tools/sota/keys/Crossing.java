package tools.sota.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.sota.catalog.FreezeRule;

/// A figure of a key that crossed a threshold of the rule that {@link AbnormalUse} states.
///
/// @param sentence which figure crossed which threshold
record Crossing(Which which, String sentence) {
    /// The three parts of the rule.
    enum Which {
        RATE,
        NEW_RANGES,
        ERRORS;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether anything may be crossed at all: cheap, and false for nearly every key.
    static boolean isPossible(FreezeRule rule, KeyUse use) {
        return use.passed() >= rule.rateRequests()
                || use.ranges().length > rule.newRanges()
                || errors(rule, use).isPresent();
    }

    /// @param newRanges how many of its networks are new
    static List<Crossing> of(FreezeRule rule, KeyUse use, Habits.Habit habit, int newRanges) {
        var crossings = new ArrayList<Crossing>();
        if (habit.days() < rule.daysOfHistory()) {
            return crossings;
        }
        rate(rule, use, habit).ifPresent(crossings::add);
        if (newRanges > rule.newRanges()) {
            crossings.add(new Crossing(
                    Which.NEW_RANGES,
                    String.format(
                            Locale.ENGLISH,
                            "Within an hour it was used from %,d networks that it was not used from in 30 days; more than %,d"
                                    + " freeze it.",
                            newRanges,
                            rule.newRanges())));
        }
        errors(rule, use).ifPresent(crossings::add);
        return crossings;
    }

    private static Optional<Crossing> rate(FreezeRule rule, KeyUse use, Habits.Habit habit) {
        long requests = use.passed();
        long threshold = habit.busiestHour() * rule.timesBusiestHour();
        return requests >= rule.rateRequests() && requests > threshold
                ? Optional.of(new Crossing(
                        Which.RATE,
                        String.format(
                                Locale.ENGLISH,
                                "It made %,d requests within an hour. Its busiest hour in 30 days had %,d, and more than %d"
                                        + " times that freeze it.",
                                requests,
                                habit.busiestHour(),
                                rule.timesBusiestHour())))
                : Optional.empty();
    }

    private static Optional<Crossing> errors(FreezeRule rule, KeyUse use) {
        long wrong = use.wrong();
        long requests = use.requests();
        return wrong >= rule.errorRequests() && wrong * 100 >= requests * rule.errorPercent()
                ? Optional.of(new Crossing(
                        Which.ERRORS,
                        String.format(
                                Locale.ENGLISH,
                                "Within an hour %,d of its %,d requests were refused with 401, 403 or 422, and %d %% of at"
                                        + " least %,d freeze it.",
                                wrong,
                                requests,
                                rule.errorPercent(),
                                rule.errorRequests())))
                : Optional.empty();
    }
}
