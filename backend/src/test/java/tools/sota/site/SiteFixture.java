package tools.sota.site;

import static tools.sota.platform.Access.PUBLIC;

import io.javalin.Javalin;
import java.time.Clock;
import java.util.Map;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.Problems;
import tools.sota.platform.Server;

/// A running server with the pages under `site-fixture` and three routes of an API.
final class SiteFixture implements AutoCloseable {
    private final Javalin server;

    SiteFixture(String publicUrl, Map<String, PriceCell> cells) {
        var home = SiteFixture.class.getResource("/site-fixture/public/index.html");
        var site = Site.beside(home, publicUrl, cells);
        server = Server.create(Server.Settings.local(), new Ids(Clock.systemUTC()), new Problems(publicUrl), config -> {
            config.routes.before(site::serve);
            config.routes.error(404, site::notFound);
            config.routes.get("/v1/me", ctx -> ctx.json(Map.of("plan", "free")), PUBLIC);
            config.routes.post("/v1/echo", ctx -> ctx.json(Map.of()), PUBLIC);
            config.routes.get(
                    "/r/{token}",
                    ctx -> {
                        throw Problem.NOT_FOUND.because("There is no such report.");
                    },
                    PUBLIC);
        });
        server.start();
    }

    Wire wire() {
        return new Wire(server.port());
    }

    @Override
    public void close() {
        server.stop();
    }
}
