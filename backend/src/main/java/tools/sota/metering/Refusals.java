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
        return decision.outcome() == Decision.Outcome.TOO_FAST ? tooFast(decision) : usedUp(attempt, decision, now);
    }

    private static ProblemException tooFast(Decision decision) {
        long seconds = Math.max(1, Math.ceilDiv(decision.nextToken().toMillis(), 1000));
        var allowance = decision.allowance();
        return Problem.TOO_MANY_REQUESTS
                .because("The bucket of " + allowance.capacity() + " requests is empty; it fills at "
                        + allowance.perMinute() + " a minute. Wait " + seconds + " s.")
                .with("violated-policies", List.of("minute"))
                .retryAfter(seconds);
    }

    private static ProblemException usedUp(Attempt attempt, Decision decision, Instant now) {
        var allowance = decision.allowance();
        var end = allowance.period().end();
        if (attempt.environment() == Environment.TEST
                && allowance.period().length().compareTo(A_YEAR) > 0) {
            return Problem.EMAIL_NOT_PROVEN
                    .because("A test key has " + allowance.calls()
                            + " calls until the e-mail address is proved. Open the link in our mail to go on.")
                    .with("violated-policies", List.of("period"));
        }
        return Problem.QUOTA_EXCEEDED
                .because(allowance.calls() + " calls of this period are used or in flight, and this request needs "
                        + attempt.calls() + ". They start again at " + Json.time(end) + ".")
                .with("violated-policies", List.of("period"))
                .with("resets_at", Json.time(end))
                .with("upgrade_url", "/pricing")
                .retryAfter(Math.ceilDiv(Duration.between(now, end).toMillis(), 1000));
    }
}
