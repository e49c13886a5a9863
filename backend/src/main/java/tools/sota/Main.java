package tools.sota;

import java.time.Clock;
import java.util.List;
import tools.sota.bench.Bench;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.StripeClients;

/// Starts the process: the server, or one of its commands.
public final class Main {
    private static final int REFUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        var command = String.join(" ", arguments);
        switch (command.startsWith("bench ") ? "bench" : command) {
            case "" -> serve();
            case "catalog push" -> pushCatalog();
            case "bench" -> System.exit(bench(arguments));
            default -> {
                System.err.println(
                        "There is no command '" + command + "': give none to serve, 'catalog push' or 'bench'.");
                System.exit(REFUSED);
            }
        }
    }

    private static int bench(String[] arguments) {
        return Bench.run(List.of(arguments).subList(1, arguments.length), Clock.systemUTC(), System.out);
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
