package peers;

import io.javalin.Javalin;

/// The same 25 bytes of JSON to everybody: what the HTTP server alone costs.
public final class Constant {
    private Constant() {}

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        Javalin.start(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(System.getenv("PORT"));
            config.routes.get(
                    "/echo", ctx -> ctx.contentType("application/json").result("{\"request_id\":\"req_00001\"}"));
        });
    }
}
