package tools.sota.sandbox.stripe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.stripe.Stripe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Stripe's own programs, which the build takes from npm, run as processes of their own. What they would send to
/// another
/// host goes to a proxy on loopback that nobody answers at, so nothing leaves this machine.
final class Official {
    private static final Path TOOLS = Path.of("schemas", "node_modules", "@stripe", "cli-linux-x64", "bin", "stripe");
    private static final Path NODE = Path.of("..", "..", "frontend", ".node", "node", "node");
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final Path home;

    /// @param home stands in for the user's home, where the tools keep their settings
    Official(Path home) {
        this.home = home;
    }

    record Said(int exit, String words) {}

    /// Runs Stripe's command line against a stand-in.
    Said cli(StripeStandIn standIn, String... words) throws IOException, InterruptedException {
        assumeTrue(isLinux(), "Stripe's command line is pinned for Linux on x64");
        var command = new ArrayList<>(List.of(TOOLS.toAbsolutePath().toString()));
        command.addAll(Arrays.asList(words));
        command.addAll(List.of("--api-base", standIn.baseUrl().toString()));
        command.addAll(List.of("--api-key", "sk_test_abcdefghijklmnop1234567890"));
        var isFixture = words[0].equals("trigger") || words[0].equals("fixtures");
        command.addAll(List.of(isFixture ? "--api-version" : "--stripe-version", Stripe.API_VERSION));
        return run(command, "");
    }

    /// Runs one of our scripts that use Stripe's npm client.
    Said npm(String script, String input, String... arguments) throws IOException, InterruptedException {
        var node = Files.isExecutable(NODE) ? NODE.toAbsolutePath().toString() : "node";
        var command = new ArrayList<>(
                List.of(node, Path.of("schemas", script).toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        return run(command, input);
    }

    private Said run(List<String> command, String input) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.toString());
        environment.put("STRIPE_CLI_TELEMETRY_OPTOUT", "1");
        for (var proxy : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY")) {
            environment.put(proxy, NOWHERE);
        }
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }
}
