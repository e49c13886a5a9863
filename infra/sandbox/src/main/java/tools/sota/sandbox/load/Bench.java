package tools.sota.sandbox.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;

/// Measures the fat jar on this machine, section by section. What the jar does not offer is left out with a sentence.
final class Bench {
    /// How the server runs while it is measured.
    static final List<String> JAVA = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private static final int KEYS = 1_000;
    private static final int PACE = 2_000;
    /// Seconds: a JVM that is still compiling costs twice and more.
    static final String WARMUP = "30";

    private final Stage stage;
    private final Words words;
    private final PrintStream out;
    private final KeyFiles keys;
    private final Generator generator;
    private final Map<String, Object> figures = new LinkedHashMap<>();

    Bench(Stage stage, Words words, PrintStream out) {
        this.stage = stage;
        this.words = words;
        this.out = out;
        this.keys = new KeyFiles(stage);
        this.generator = Generator.of(stage, out);
    }

    int run() {
        if (isAsked("start")) {
            figures.put("start", new StartFigures(stage, out).measure());
        }
        try (var server = stage.start(JAVA)) {
            out.printf("%nServer %s, process %d%n", String.join(" ", JAVA), server.pid());
            sections().forEach((name, section) -> {
                if (isAsked(name)) {
                    figures.put(name, section.get());
                }
            });
        }
        if (isAsked("gateway")) {
            figures.put("gateway", gateway());
        }
        if (isAsked("nodes")) {
            figures.put("nodes", new Nodes(stage, keys, generator, out).measure(seconds()));
        }
        out.println(json(Map.of("commit", LoadCommand.commit(), "server", String.join(" ", JAVA), "figures", figures)));
        return 0;
    }

    private Map<String, Supplier<Object>> sections() {
        var sections = new LinkedHashMap<String, Supplier<Object>>();
        sections.put("echo", this::echo);
        sections.put("limits", this::limits);
        sections.put("verify", this::verify);
        sections.put("ingest", this::ingest);
        sections.put("usage", this::usage);
        sections.put("keys", this::manyKeys);
        return sections;
    }

    private Object echo() {
        var unlimited = keys.unlimited(KEYS);
        out.println("\nThe metered path: saturated, paced, half of the keys exhausted");
        return List.of(
                generate(unlimited, "--path", "echo"),
                generate(unlimited, "--path", "echo", "--rate", Integer.toString(PACE)),
                generate(keys.both(keys.unlimited(KEYS / 2), keys.of("free", KEYS / 2)), "--path", "echo"));
    }

    /// What the limits let through and what the ledger has of it, with 200 callers of one key.
    private Object limits() {
        out.println("\nOne key of the plan Team, 200 callers at once, compared with limits and ledger");
        return generate(
                keys.of("team", 1),
                "--connections",
                "200",
                "--warmup",
                "0",
                "--acknowledged",
                stage.file("acknowledged").toString(),
                "--verify-ledger");
    }

    private Object verify() {
        if (isMissing("/v1/keys/verify", "POST")) {
            return missing("verify");
        }
        return generate(
                keys.unlimited(KEYS),
                "--path",
                "verify",
                "--caller",
                keys.service().toString());
    }

    private Object ingest() {
        if (isMissing("/v1/usage/events", "POST")) {
            return missing("ingest");
        }
        var run = generate(keys.unlimited(KEYS), "--path", "ingest", "--connections", "8");
        out.printf("  events/s           %,12.0f%n", run.path("per_second").asDouble() * KEYS);
        return run;
    }

    /// The upstream runs in this process, and its CPU is counted.
    private Object gateway() {
        out.println("\nThe gateway before a trivial upstream");
        try (var upstream = Upstream.start();
                var server = Forwarding.start(
                        stage, upstream.url(), ProcessHandle.current().pid())) {
            return generate(server.url(), keys.unlimited(KEYS), server.words().toArray(String[]::new));
        }
    }

    private Object usage() {
        if (!words.flag("LONG")) {
            return skip("usage over ten million rows: only with LONG=1");
        }
        return new UsageFigures(stage, keys, this::generate, out).measure();
    }

    /// The cost of a call must not depend on how many keys there are: the same thousand alone, then among a million.
    /// Afterwards calls of any of the million, most of which this process has never seen.
    private Object manyKeys() {
        if (!words.flag("LONG")) {
            return skip("a thousand keys beside a million: only with LONG=1");
        }
        var alone = generate(keys.unlimited(KEYS), "--path", "echo");
        var all = keys.unlimited(KEYS * KEYS);
        return List.of(alone, generate(keys.unlimited(KEYS), "--path", "echo"), generate(all, "--path", "echo"));
    }

    private JsonNode generate(Path file, String... more) {
        return generate(stage.url(), file, more);
    }

    private JsonNode generate(String url, Path file, String... more) {
        var all = new ArrayList<>(List.of("--seconds", Integer.toString(seconds()), "--warmup", WARMUP));
        all.addAll(List.of(more));
        var report = generator.report(url, file, all.toArray(String[]::new));
        figures.put("machine", report.path("machine"));
        return report.path("figures");
    }

    private int seconds() {
        return words.number("SECONDS", 10);
    }

    private boolean isAsked(String section) {
        return words.text("SECTION", section).equals(section);
    }

    private boolean isMissing(String path, String method) {
        try (var client = HttpClient.newHttpClient()) {
            var key = Files.readAllLines(keys.unlimited(KEYS)).getFirst();
            var question = HttpRequest.newBuilder(URI.create(stage.url() + path))
                    .header("Authorization", "Bearer " + key)
                    .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            return List.of(404, 405)
                    .contains(client.send(question, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            throw new CannotStart("The application does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted.", e);
        }
    }

    private Object missing(String section) {
        return skip(section + ": this jar does not offer it");
    }

    private Object skip(String why) {
        out.printf("%nSkipped %s.%n", why);
        return "skipped";
    }

    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
