package tools.sota.metering;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.AbnormalUse;
import tools.sota.keys.KeyCredential;
import tools.sota.keys.RefusedKey;
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
    /// What proxies note of a request whose caller did not wait.
    private static final int LEFT = 499;

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
        var problem = Problems.of(ctx);
        if (Credential.find(ctx).orElse(null) instanceof KeyCredential caller) {
            use.note(caller.key(), caller.address(), ctx.statusCode());
            if (problem != null && ctx.statusCode() >= REFUSED) {
                var visit = new Visit(Requests.id(ctx), caller.key(), caller.address(), ctx.attribute(PRODUCT), 0);
                explain(visit, ctx.attribute(MeteredApi.DECISION), problem);
            }
        } else if (problem instanceof RefusedKey refused) {
            explain(new Visit(Requests.id(ctx), refused.key(), "", ctx.attribute(PRODUCT), 0), null, problem);
        }
    }

    /// A request that was answered. Whoever notes one by itself calls one of these methods once for it.
    void used(Visit visit, int status) {
        use.note(visit.key(), visit.address(), status);
    }

    /// A request that was answered by a service behind us.
    void passedOn(Visit visit, Decision decision, int status) {
        used(visit, status);
        if (status >= REFUSED) {
            decisions.note(note(visit, status, "upstream", decision, null));
        }
    }

    /// A request whose caller went away before its answer began.
    void left(Visit visit, Decision decision) {
        used(visit, LEFT);
        decisions.note(note(visit, LEFT, "left", decision, null));
    }

    /// A request that was refused or failed.
    ///
    /// @param decision null when it came to its end before admission
    void refused(Visit visit, @Nullable Decision decision, ProblemException problem) {
        used(visit, problem.problem().status());
        explain(visit, decision, problem);
    }

    /// As {@link #refused}, where the key itself did not hold: that is not its use.
    void explain(Visit visit, @Nullable Decision decision, ProblemException problem) {
        decisions.note(note(visit, problem.problem().status(), rule(problem), decision, passesAt(problem)));
    }

    private static DecisionNote note(
            Visit visit, int status, String rule, @Nullable Decision decision, @Nullable Instant passesAt) {
        return new DecisionNote(
                visit.requestId(),
                visit.key().accountId(),
                visit.key().environment(),
                visit.key().id(),
                visit.product(),
                status,
                rule,
                visit.calls(),
                decision == null ? null : limits(decision),
                passesAt,
                Requests.at(visit.requestId()));
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
            case TOO_MANY_REQUESTS, QUOTA_EXCEEDED, PAYMENT_REQUIRED, EMAIL_NOT_PROVEN -> policy(failure);
            case INSUFFICIENT_SCOPE -> "scope";
            case FORBIDDEN_IP -> "ip";
            case FROZEN_KEY -> "frozen";
            case REVOKED_KEY -> "revoked";
            case EXPIRED_KEY -> "expired";
            case UPSTREAM_UNAVAILABLE, UPSTREAM_FAILED, UPSTREAM_TIMEOUT -> "upstream";
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
