package tools.sota.sandbox.load;

import io.javalin.Javalin;

/// A trivial service behind the gateway: the same 25 bytes of JSON to everybody, from this process.
final class Upstream implements AutoCloseable {
    private final Javalin server;

    private Upstream(Javalin server) {
        this.server = server;
    }

    static Upstream start() {
        return new Upstream(Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    config.routes.get(
                            "/echo",
                            ctx -> ctx.contentType("application/json").result("{\"request_id\":\"req_00001\"}"));
                })
                .start("127.0.0.1", 0));
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
