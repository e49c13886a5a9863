package tools.sota;

import static io.javalin.apibuilder.ApiBuilder.get;
import static tools.sota.platform.Access.PUBLIC;

import io.javalin.config.JavalinConfig;
import tools.sota.platform.Gate;
import tools.sota.site.HealthApi;
import tools.sota.site.Site;

/// Every address on one page: who may call it, who answers.
final class Routes {
    private final Gate gate;
    private final HealthApi health;
    private final Site site;

    Routes(Gate gate, HealthApi health, Site site) {
        this.gate = gate;
        this.health = health;
        this.site = site;
    }

    void install(JavalinConfig config) {
        pages(config);
        config.routes.beforeMatched(gate::check);
        config.routes.apiBuilder(() -> {
            get("healthz", health::health, PUBLIC);
            get("readyz", health::readiness, PUBLIC);
        });
    }

    /// Anyone may read pages, their parts, `/app/**`, `/openapi.yaml` and `/openapi.json`; see {@link Site}.
    private void pages(JavalinConfig config) {
        config.routes.before(site::serve);
        config.routes.error(404, site::notFound);
    }
}
