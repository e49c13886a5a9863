package tools.sota.metering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.platform.Environment;
import tools.sota.platform.Json;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Says why a request was not admitted, and until when.
final class Refusals {
    private static final Duration A_YEAR = Duration.ofDays(366);

    private Refusals() {}

    static ProblemException of(Attempt attempt, Decision decision, Instant now) {
        return switch (decision.outcome()) {
            case TOO_FAST ->
                decision.remaining() < attempt.calls() ? usedUp(attempt, decision, now) : tooFast(decision);
            case QUOTA_USED_UP -> usedUp(attempt, decision, now);
            case KEY_CAP_USED_UP -> keyUsedUp(attempt, decision, now);
            case ADMITTED -> throw new IllegalArgumentException("An admitted request was not refused");
        };
    }

    static ProblemException notRecorded() {
        return Problem.OVERLOADED
                .because(
                        "The call could not be recorded, so it was not answered. Try again with the same Idempotency-Key.")
                .retryAfter(2);
    }

    static ProblemException overloaded() {
        return Problem.OVERLOADED
                .because("Too many requests arrive at once. Nothing was charged; try again.")
                .retryAfter(1);
    }

    private static ProblemException tooFast(Decision decision) {
        var bucket = decision.refusingBucket();
        long seconds = Math.max(1, Math.ceilDiv(bucket.next().toMillis(), 1000));
        var limit = bucket.limit();
        return Problem.TOO_MANY_REQUESTS
                .because("The bucket of " + limit.capacity() + " requests is empty; it fills at " + limit.perMinute()
                        + " a minute. Wait " + seconds + " s.")
                .with("violated-policies", List.of(limit.name()))
                .retryAfter(seconds);
    }

    private static ProblemException usedUp(Attempt attempt, Decision decision, Instant now) {
        var allowance = decision.allowance();
        if (attempt.environment() == Environment.TEST
                && allowance.period().length().compareTo(A_YEAR) > 0) {
            return Problem.EMAIL_NOT_PROVEN
                    .because("A test key has " + allowance.calls()
                            + " calls until the e-mail address is proved. Open the link in our mail to go on.")
                    .with("violated-policies", List.of("period"));
        }
        if (allowance.calls() == 0) {
            return Problem.PAYMENT_REQUIRED
                    .because("The plan of this account includes no calls. Choose one that does.")
                    .with("violated-policies", List.of("period"))
                    .with("upgrade_url", "/pricing");
        }
        return untilTheEnd(
                        allowance.calls() + " calls of this period are used or in flight, and this request needs "
                                + attempt.calls(),
                        "period",
                        decision,
                        now)
                .with("upgrade_url", "/pricing");
    }

    private static ProblemException keyUsedUp(Attempt attempt, Decision decision, Instant now) {
        var key = attempt.key();
        return untilTheEnd(
                "This key's own cap of " + (key == null ? null : key.cap())
                        + " calls a period is used or in flight, and this request needs " + attempt.calls()
                        + ". Raise the cap in the dashboard, or wait",
                "key",
                decision,
                now);
    }

    private static ProblemException untilTheEnd(String why, String policy, Decision decision, Instant now) {
        var end = decision.allowance().period().end();
        return Problem.QUOTA_EXCEEDED
                .because(why + ". They start again at " + Json.time(end) + ".")
                .with("violated-policies", List.of(policy))
                .with("resets_at", Json.time(end))
                .retryAfter(Math.ceilDiv(Duration.between(now, end).toMillis(), 1000));
    }
}
