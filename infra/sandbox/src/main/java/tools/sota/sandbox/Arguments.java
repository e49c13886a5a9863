package tools.sota.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of the sandbox.
///
/// @param command what to do
/// @param jar the application
/// @param data where everything is kept between runs
/// @param fresh whether to start with an empty folder
/// @param port the application's port as text; empty for the usual one
/// @param rest what stands behind `--`: a command to run
record Arguments(String command, Path jar, Path data, boolean fresh, String port, List<String> rest) {
    static final String USAGE = """
            Usage: java -jar sandbox.jar COMMAND [--jar FILE] [--data FOLDER] [--fresh] [--port NUMBER] [-- PROGRAM ...]

              run       start the stores, the mail catcher, the Stripe stand-in and the application (the default)
              dev       the same, and start the application anew whenever its sources change, with the front end's dev server
              services  all but the application; prints the environment that the application needs
              exec      on free ports and an empty folder: start everything, run PROGRAM with BASE_URL, MAIL_URL and
                        STRIPE_URL in its environment, stop everything, end with PROGRAM's exit code
              demo      show the product at work in a sandbox that runs
              bench     measure the jar; NAME=value behind "--": SECTION, SECONDS, LONG
              soak      the same for minutes, while its stores restart; SECONDS, RATE
              crash     kill it and its stores at random under load, then look into the ledger; ROUNDS, SEED
              bench-peers  measure it beside other systems that do the same; SECONDS, ROUNDS
              bench-keys   write live keys with limits that nothing reaches into a sandbox that runs; N

            Ports are set by the variables %s.""".formatted(variables());

    /// Those that start a sandbox of their own, on free ports and an empty folder.
    private static final Set<String> APART = Set.of("exec", "bench", "soak", "crash", "bench-peers");

    static Arguments parse(List<String> words) {
        var split = words.indexOf("--");
        var ours = split < 0 ? words : words.subList(0, split);
        var rest = split < 0 ? List.<String>of() : words.subList(split + 1, words.size());
        var options = new Options(new ArrayList<>(ours));
        var command = options.command();
        boolean apart = APART.contains(command);
        var parsed = new Arguments(
                command,
                Path.of(options.value("--jar", "backend/target/sota.jar")),
                Path.of(options.value("--data", apart ? "target/" + command : "target/sandbox")),
                options.flag("--fresh") || apart,
                options.value("--port", ""),
                List.copyOf(rest));
        options.refuseLeftovers();
        return parsed;
    }

    Ports ports(Map<String, String> environment) {
        var ports = Ports.from(environment);
        return port.isEmpty() ? ports : ports.with(Port.APP, Ports.parse(Port.APP, port));
    }

    private static String variables() {
        return String.join(
                ", ", List.of(Port.values()).stream().map(port -> port.variable).toList());
    }

    /// Takes words off the list until none should be left.
    private record Options(List<String> words) {
        String command() {
            return words.isEmpty() || words.getFirst().startsWith("--") ? "run" : words.removeFirst();
        }

        boolean flag(String name) {
            return words.remove(name);
        }

        String value(String name, String otherwise) {
            var at = words.indexOf(name);
            if (at < 0) {
                return otherwise;
            }
            words.remove(at);
            if (at == words.size()) {
                throw new CannotStart("%s needs a value.".formatted(name));
            }
            return words.remove(at);
        }

        void refuseLeftovers() {
            if (!words.isEmpty()) {
                throw new CannotStart("Unknown: %s%n%n%s".formatted(String.join(" ", words), USAGE));
            }
        }
    }
}
