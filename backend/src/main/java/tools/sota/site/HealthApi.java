package tools.sota.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.limits.Admission;
import tools.sota.platform.Database;
import tools.sota.platform.Redis;
import tools.sota.usage.Ledger;

/// Is the process up, are its stores, and what it does without them.
public final class HealthApi {
    private final Database database;
    private final Redis redis;
    private final Admission admission;
    private final Ledger ledger;
    private final StripeHealth stripe;
    private final String version;

    public HealthApi(Database database, Redis redis, Admission admission, Ledger ledger, StripeHealth stripe) {
        this.database = database;
        this.redis = redis;
        this.admission = admission;
        this.ledger = ledger;
        this.stripe = stripe;
        this.version = Optional.ofNullable(HealthApi.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    public void health(Context ctx) {
        ctx.json(Map.of("status", "up", "version", version));
    }

    /// `degraded` without one of the stores: paid calls go on, so a balancer should go on to send them. `down` (503)
    /// without both. Stripe decides nothing here: nobody's calls wait for it.
    public void readiness(Context ctx) {
        boolean databaseUp = database.isUp();
        boolean redisUp = redis.isUp();
        ctx.status(databaseUp || redisUp ? 200 : 503);
        var status = databaseUp && redisUp ? "ready" : databaseUp || redisUp ? "degraded" : "down";
        ctx.json(new Readiness(status, word(databaseUp), word(redisUp), alone(), waiting(), stripe.standing()));
    }

    private @Nullable Alone alone() {
        var standing = admission.standing();
        var since = standing.since();
        return since == null ? null : new Alone(since, standing.decided(), standing.mostOvershoot());
    }

    private Waiting waiting() {
        return new Waiting(ledger.waitingBytes(), ledger.damagedBytes());
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    /// @param admitted requests that this node let through by itself since then
    /// @param mostOvershoot requests beyond the rate that this may have cost, at most
    private record Alone(Instant since, long admitted, long mostOvershoot) {}

    /// @param waitingBytes charged here and not yet in PostgreSQL
    private record Waiting(long waitingBytes, long damagedBytes) {}

    private record Readiness(
            String status,
            String database,
            String redis,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Alone limitsPerNode,

            Waiting journal,
            StripeHealth.Standing stripe) {}
}
