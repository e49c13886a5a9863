package tools.sota;

import java.time.Clock;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.StripeClients;

/// Starts the process: the server, or one of its commands.
public final class Main {
    private static final int REFUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        var command = String.join(" ", arguments);
        switch (command) {
            case "" -> serve();
            case "catalog push" -> pushCatalog();
            default -> {
                System.err.println("There is no command '" + command + "': give none to serve, or 'catalog push'.");
                System.exit(REFUSED);
            }
        }
    }

    private static void serve() {
        var app = App.start(Config.read(System.getenv()), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(app::close));
    }

    private static void pushCatalog() {
        var config = Config.read(System.getenv());
        var stripe = StripeClients.open(
                config.stripe().secretKey().value(), config.stripe().apiBase());
        new CatalogPush(CatalogFeature.create(config.catalog()).catalog(), stripe, System.out::println).run();
    }
}
