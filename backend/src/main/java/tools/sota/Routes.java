package tools.sota;

import static io.javalin.apibuilder.ApiBuilder.get;
import static tools.sota.platform.Access.PUBLIC;

import io.javalin.config.JavalinConfig;
import tools.sota.platform.Gate;
import tools.sota.site.HealthApi;

/// Every address on one page: who may call it, who answers.
final class Routes {
    private final Gate gate;
    private final HealthApi health;

    Routes(Gate gate, HealthApi health) {
        this.gate = gate;
        this.health = health;
    }

    void install(JavalinConfig config) {
        config.routes.beforeMatched(gate::check);
        config.routes.apiBuilder(() -> {
            get("healthz", health::health, PUBLIC);
            get("readyz", health::readiness, PUBLIC);
        });
    }
}
