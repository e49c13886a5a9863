package tools.sota.metering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.Key;
import tools.sota.keys.Scope;
import tools.sota.limits.Decision;
import tools.sota.platform.Ids;
import tools.sota.platform.ProblemException;

/// What a service is told of a key. Of a key that is not known there is nothing to say but the code.
record VerifyAnswer(
        boolean valid,
        String code,
        @Nullable String keyId,
        @Nullable String accountId,
        @Nullable String plan,
        List<Scope> scopes,
        @Nullable RateLimit ratelimit,
        @Nullable Quota quota,
        String requestId) {

    /// @param resetSeconds until one more token is there
    record RateLimit(int limit, long remaining, long resetSeconds) {}

    record Quota(long limit, long used, long remaining, Instant resetsAt) {}

    static VerifyAnswer unknown(String code, String requestId) {
        return new VerifyAnswer(false, code, null, null, null, List.of(), null, null, requestId);
    }

    /// Of a key that was not asked to be admitted.
    static VerifyAnswer refused(String code, Key key, String plan, String requestId) {
        return of(code, key, plan, null, requestId);
    }

    static VerifyAnswer of(String code, Key key, String plan, @Nullable Decision decision, String requestId) {
        return new VerifyAnswer(
                code.equals("valid"),
                code,
                Ids.show("key", key.id()),
                Ids.show("acc", key.accountId()),
                plan,
                key.scopes(),
                decision == null ? null : rate(decision),
                decision == null ? null : quota(decision),
                requestId);
    }

    /// The code of a key that was not admitted.
    static String code(ProblemException refusal) {
        return switch (refusal.problem()) {
            case TOO_MANY_REQUESTS -> "rate_limited";
            case PAYMENT_REQUIRED -> "payment_required";
            default -> "quota_exceeded";
        };
    }

    private static RateLimit rate(Decision decision) {
        var bucket = decision.rate();
        long seconds = Math.ceilDiv(
                Math.max(0, bucket.next().toMillis()), Duration.ofSeconds(1).toMillis());
        return new RateLimit(bucket.limit().capacity(), bucket.left(), seconds);
    }

    private static Quota quota(Decision decision) {
        var allowance = decision.allowance();
        long used = decision.used() + decision.held();
        return new Quota(
                allowance.calls(),
                used,
                decision.remaining(),
                allowance.period().end());
    }
}
