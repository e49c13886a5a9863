package tools.sota.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.sota.sandbox.demo.Demo;
import tools.sota.sandbox.load.LoadCommand;

/// The whole product on this machine: real stores and stand-ins, and the real fat jar beside them.
public final class Sandbox {
    private final Arguments arguments;
    private final Closing closing = Closing.atExit();

    private Sandbox(Arguments arguments) {
        this.arguments = arguments;
    }

    static void main(String[] words) {
        quiet("org.eclipse.jetty", "io.javalin", "com.icegreen");
        try {
            var sandbox = new Sandbox(Arguments.parse(List.of(words)));
            System.exit(sandbox.obey());
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
        } catch (RuntimeException e) {
            // Threads of servers that have started would keep a JVM alive whose main thread just died.
            LoggerFactory.getLogger(Sandbox.class).error("The sandbox failed", e);
        }
        System.exit(1);
    }

    private int obey() {
        return switch (arguments.command()) {
            case "run" -> run();
            case "dev" -> dev();
            case "services" -> services();
            case "exec" -> exec();
            case "demo" -> demo();
            case "bench", "soak", "crash", "bench-peers" -> load();
            case "bench-keys" -> benchKeys();
            default ->
                throw new CannotStart("Unknown command \"%s\".%n%n%s".formatted(arguments.command(), Arguments.USAGE));
        };
    }

    private int run() {
        var ports = arguments.ports(System.getenv());
        var program = Program.jar(arguments.jar());
        var folder = folder();
        ports.requireFree(Port.serving());
        var setting = Setting.of(ports, Secrets.in(folder.path())).measurable(arguments.jar(), folder.path());
        System.out.println("Starting PostgreSQL, Redis, mail catcher and Stripe stand-in …");
        Services.start(folder, setting, closing);
        System.out.println("Starting the application …");
        var app = startApp(program, setting, folder, null);
        System.out.println(new Addresses(setting, folder));
        return endOf(app);
    }

    private int dev() {
        var ports = arguments.ports(System.getenv());
        Development.compileFirst();
        var program = Program.classes(Development.CLASSES, arguments.jar());
        var folder = folder();
        ports.requireFree(Port.values());
        var setting = new Setting(ports, Secrets.in(folder.path()), ports.url(Port.SITE), null);
        Services.start(folder, setting, closing);
        program.pushCatalog(setting, folder);
        closing.add(Development.startFrontEnd(setting));
        System.out.println(new Addresses(setting, folder));
        new Development(program, setting, folder, closing).loop();
        return 0;
    }

    private int services() {
        var folder = folder();
        var ports = arguments.ports(System.getenv());
        ports.requireFree(Port.besidesApp());
        var setting = Setting.of(ports, Secrets.in(folder.path()));
        Services.start(folder, setting, closing);
        setting.environment().forEach((name, value) -> System.out.println(name + "=" + value));
        System.out.println("# Ready. Stop with Ctrl-C.");
        return waitForEver();
    }

    private int exec() {
        var program = Program.jar(arguments.jar());
        var folder = folder();
        var setting = Setting.of(Ports.free(), Secrets.in(folder.path()));
        Services.start(folder, setting, closing);
        var log = folder.resolve("app.log");
        startApp(program, setting, folder, log);
        var code = Client.run(arguments.rest(), setting, closing);
        closing.close();
        if (code != 0) {
            System.err.println("Exit code %d; what the application said is in %s.".formatted(code, log));
        }
        return code;
    }

    private int demo() {
        var ports = arguments.ports(System.getenv());
        return Demo.run(ports.url(Port.APP), System.out);
    }

    private int load() {
        Program.jar(arguments.jar());
        var folder = folder();
        var setting = Setting.of(Ports.free(), Secrets.in(folder.path())).measurable(arguments.jar(), folder.path());
        var stores = Services.start(folder, setting, closing);
        var stage = new Stage(arguments.jar(), folder, setting, stores.postgres(), stores.redis(), closing);
        return LoadCommand.run(arguments.command(), stage, arguments.rest(), System.out);
    }

    /// Beside a sandbox that runs, whose folder belongs to it: only its secrets are read.
    private int benchKeys() {
        var ports = arguments.ports(System.getenv());
        if (!Files.exists(arguments.data().resolve("secrets.properties"))) {
            throw new CannotStart("There is no sandbox in %s: start \"make run\" first.".formatted(arguments.data()));
        }
        var setting = Setting.of(ports, Secrets.in(arguments.data()));
        return LoadCommand.keys(
                setting.databaseUrl(), setting.secrets().get("KEY_PEPPER"), arguments.rest(), System.out);
    }

    private DataFolder folder() {
        return closing.add(DataFolder.open(arguments.data(), arguments.fresh()));
    }

    private App startApp(Program program, Setting setting, DataFolder folder, @Nullable Path log) {
        program.pushCatalog(setting, folder);
        var app = closing.add(App.start(program, setting, folder, log));
        app.awaitReady(setting);
        return app;
    }

    private int endOf(App app) {
        var code = app.awaitEnd();
        if (!closing.isClosed()) {
            System.err.println(
                    "The application ended by itself with exit code %d; everything else stops too.".formatted(code));
        }
        return Math.max(1, code);
    }

    private static int waitForEver() {
        try {
            Thread.currentThread().join();
            return 0;
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }

    /// Our own libraries speak only of what goes wrong: the application's lines are what people want to read.
    private static void quiet(String... packages) {
        for (var name : packages) {
            System.setProperty("org.slf4j.simpleLogger.log." + name, "warn");
        }
    }
}
