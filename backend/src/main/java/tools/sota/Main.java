package tools.sota;

import java.time.Clock;
import java.util.List;
import tools.sota.bench.Bench;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.StripeClients;
import tools.sota.keys.ServiceKeys;
import tools.sota.platform.Database;
import tools.sota.platform.Secrets;

/// Starts the process: the server, or one of its commands.
public final class Main {
    private static final int REFUSED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        var command = String.join(" ", arguments);
        if (command.isEmpty()) {
            serve();
        } else if (command.equals("catalog push")) {
            pushCatalog();
        } else if (command.equals("reconcile usage")) {
            System.exit(ReconcileCommand.usage(Config.read(System.getenv()), Clock.systemUTC(), System.out));
        } else if (arguments[0].equals("limits")) {
            var words = List.of(arguments).subList(1, arguments.length);
            System.exit(LimitsCommand.run(Config.read(System.getenv()), words, System.out));
        } else if (command.startsWith("bench")) {
            System.exit(bench(arguments));
        } else if (arguments.length == 2 && arguments[0].equals("service-key")) {
            makeServiceKey(arguments[1]);
        } else {
            System.err.println("There is no command '" + command
                    + "': give none to serve, 'catalog push', 'reconcile usage', 'service-key' and a name,"
                    + " 'limits' and what to do, or 'bench'.");
            System.exit(REFUSED);
        }
    }

    private static int bench(String[] arguments) {
        return Bench.run(List.of(arguments).subList(1, arguments.length), Clock.systemUTC(), System.out);
    }

    /// Prints the secret, which is kept nowhere.
    private static void makeServiceKey(String name) {
        var config = Config.read(System.getenv());
        try (var database = Database.open(config.databaseUrl(), 2)) {
            var pepper = new Secrets(config.keyPepper().value());
            var secrets = new Secrets(config.secretsKey().value());
            System.out.println(
                    ServiceKeys.of(database, pepper, secrets, Clock.systemUTC()).make(name));
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
