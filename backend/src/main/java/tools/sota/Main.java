package tools.sota;

import java.io.PrintStream;
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
        if (arguments.length == 0) {
            serve();
        } else {
            System.exit(run(List.of(arguments), System.out));
        }
    }

    /// @return the exit status
    private static int run(List<String> words, PrintStream out) {
        return switch (String.join(" ", words)) {
            case "catalog push" -> pushCatalog();
            case "reconcile usage" -> ReconcileCommand.usage(config(), clock(), out);
            case "reconcile billing" -> BillingReconcileCommand.run(config(), clock(), out);
            case "doctor", "golive", "golive webhook" -> new DoctorCommand(config(), clock(), out).run(words);
            default -> runWithWords(words, out);
        };
    }

    private static int runWithWords(List<String> words, PrintStream out) {
        var rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "staff" -> StaffCommand.run(config(), rest, clock(), out);
            case "contract" -> ContractCommand.run(config(), rest, clock(), out);
            case "refund" -> RefundCommand.run(config(), rest, clock(), out);
            case "limits" -> LimitsCommand.run(config(), rest, out);
            case "service-key" -> rest.size() == 1 ? makeServiceKey(rest.getFirst()) : refuse(words);
            case "bench" -> Bench.run(rest, clock(), out);
            default -> refuse(words);
        };
    }

    private static Config config() {
        return Config.read(System.getenv());
    }

    private static Clock clock() {
        return Clock.systemUTC();
    }

    private static int refuse(List<String> words) {
        System.err.println("There is no command '" + String.join(" ", words)
                + "': give none to serve, 'catalog push', 'reconcile usage', 'reconcile billing', 'doctor', 'golive', 'golive webhook',"
                + " 'service-key' and a name, 'limits', 'contract', 'staff' or 'refund' and what to do, or 'bench'.");
        return REFUSED;
    }

    /// Prints the secret, which is kept nowhere.
    private static int makeServiceKey(String name) {
        var config = Config.read(System.getenv());
        try (var database = Database.open(config.databaseUrl(), 2)) {
            var pepper = new Secrets(config.keyPepper().value());
            var secrets = new Secrets(config.secretsKey().value());
            System.out.println(
                    ServiceKeys.of(database, pepper, secrets, Clock.systemUTC()).make(name));
            return 0;
        }
    }

    private static void serve() {
        var app = App.start(Config.read(System.getenv()), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(app::close));
    }

    private static int pushCatalog() {
        var config = Config.read(System.getenv());
        var stripe = StripeClients.open(
                config.stripe().secretKey().value(), config.stripe().apiBase());
        new CatalogPush(CatalogFeature.create(config.catalog()).catalog(), stripe, System.out::println).run();
        return 0;
    }
}
