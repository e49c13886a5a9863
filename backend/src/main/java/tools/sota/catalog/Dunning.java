package tools.sota.catalog;

import java.time.Duration;
import java.util.List;

/// What happens when a renewal cannot be charged, counted from the day of the renewal.
///
/// @param attemptDays on which it is tried again; Stripe does that, and must be set so
/// @param graceDays for which the plan stays in force, beyond the last attempt
/// @param cardNoticeDays before its expiry a card's owner is told, when it is to be charged
public record Dunning(List<Integer> attemptDays, int graceDays, int cardNoticeDays) {
    private static final int LONGEST_DAYS = 60;

    public Duration grace() {
        return Duration.ofDays(graceDays);
    }

    static Dunning read(YamlFields fields) {
        var attempts = fields.numbers("attempts_on_days", 1, LONGEST_DAYS).stream()
                .map(Math::toIntExact)
                .toList();
        var grace = Math.toIntExact(fields.number("grace_days", 0, LONGEST_DAYS));
        if (!attempts.equals(attempts.stream().sorted().distinct().toList())) {
            fields.bad("attempts_on_days", "must grow from one to the next", attempts);
        } else if (!attempts.isEmpty() && grace <= attempts.getLast()) {
            fields.bad("grace_days", "must be more than the last of attempts_on_days", grace);
        }
        return new Dunning(attempts, grace, Math.toIntExact(fields.number("card_notice_days", 1, LONGEST_DAYS)));
    }
}
