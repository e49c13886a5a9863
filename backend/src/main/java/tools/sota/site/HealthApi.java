package tools.sota.site;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import tools.sota.platform.Database;
import tools.sota.platform.Redis;

/// Is the process up, and are its stores.
public final class HealthApi {
    private final Database database;
    private final Redis redis;
    private final String version;

    public HealthApi(Database database, Redis redis) {
        this.database = database;
        this.redis = redis;
        this.version = Optional.ofNullable(HealthApi.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    public void health(Context ctx) {
        ctx.json(Map.of("status", "up", "version", version));
    }

    /// `down` without PostgreSQL, `degraded` without Redis: both are 503, a balancer should look elsewhere first.
    public void readiness(Context ctx) {
        boolean databaseUp = database.isUp();
        boolean redisUp = redis.isUp();
        ctx.status(databaseUp && redisUp ? 200 : 503);
        var status = !databaseUp ? "down" : redisUp ? "ready" : "degraded";
        ctx.json(new Readiness(status, word(databaseUp), word(redisUp)));
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }

    private record Readiness(String status, String database, String redis) {}
}
