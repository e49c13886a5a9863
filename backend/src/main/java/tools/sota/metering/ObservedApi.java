package tools.sota.metering;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.AbnormalUse;
import tools.sota.keys.Key;
import tools.sota.keys.KeyCredential;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.platform.Credential;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Problems;
import tools.sota.platform.Requests;
import tools.sota.usage.decisions.DecisionNote;
import tools.sota.usage.decisions.Decisions;

/// Sees what became of each request of a key: how the key is used, and why it was refused or failed.
public final class ObservedApi {
    private static final String PRODUCT = "product";
    private static final int REFUSED = 400;

    private final AbnormalUse use;
    private final Decisions decisions;
    private final Clock clock;

    ObservedApi(AbnormalUse use, Decisions decisions, Clock clock) {
        this.use = use;
        this.decisions = decisions;
        this.clock = clock;
    }

    /// Which product a request wants, for what is noted of it.
    static void product(Context ctx, String product) {
        ctx.attribute(PRODUCT, product);
    }

    /// After the answer is made.
    public void note(Context ctx) {
        if (Credential.find(ctx).orElse(null) instanceof KeyCredential caller) {
            use.note(caller.key(), caller.address(), ctx.statusCode());
            var problem = Problems.of(ctx);
            if (problem != null && ctx.statusCode() >= REFUSED) {
                var refused = new Refused(Requests.id(ctx), caller.key(), ctx.attribute(PRODUCT), 0, problem);
                decisions.note(note(refused, ctx.attribute(MeteredApi.DECISION)));
            }
        }
    }

    /// For a lane before Javalin: an answer that was charged.
    void charged(Key key, String address, int status) {
        use.note(key, address, status);
    }

    /// For a lane before Javalin: a request that was refused or failed.
    void refused(Key key, String address, Attempt attempt, Decision decision, ProblemException problem) {
        use.note(key, address, problem.problem().status());
        var refused = new Refused(attempt.requestId(), key, "echo", attempt.calls(), problem);
        decisions.note(note(refused, decision));
    }

    private record Refused(UUID request, Key key, @Nullable String product, int calls, ProblemException problem) {}

    private DecisionNote note(Refused refused, @Nullable Decision decision) {
        var problem = refused.problem();
        return new DecisionNote(
                refused.request(),
                refused.key().accountId(),
                refused.key().environment(),
                refused.key().id(),
                refused.product(),
                problem.problem().status(),
                rule(problem),
                refused.calls(),
                decision == null ? null : limits(decision),
                passesAt(problem),
                Requests.at(refused.request()));
    }

    private static DecisionNote.Limits limits(Decision decision) {
        var bucket = decision.refusingBucket();
        return new DecisionNote.Limits(
                bucket.limit().capacity(),
                bucket.left(),
                decision.allowance().calls(),
                decision.used(),
                decision.held());
    }

    private @Nullable Instant passesAt(ProblemException problem) {
        var seconds = problem.headers().get("Retry-After");
        return seconds == null ? null : clock.instant().plusSeconds(Long.parseLong(seconds));
    }

    /// A word from a small set.
    private static String rule(ProblemException failure) {
        return switch (failure.problem()) {
            case TOO_MANY_REQUESTS, QUOTA_EXCEEDED, EMAIL_NOT_PROVEN -> policy(failure);
            case INSUFFICIENT_SCOPE -> "scope";
            case FORBIDDEN_IP -> "ip";
            case FROZEN_KEY -> "frozen";
            case UPSTREAM_UNAVAILABLE -> "upstream";
            case INTERNAL_ERROR, OVERLOADED -> "failed";
            default -> "invalid";
        };
    }

    private static String policy(ProblemException failure) {
        var policies = failure.members().get("violated-policies");
        var policy = policies instanceof List<?> list && !list.isEmpty() ? String.valueOf(list.getFirst()) : "invalid";
        return policy.equals("key") ? "key_cap" : policy;
    }
}
