package tools.sota.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.sota.sandbox.Ports;
import tools.sota.sandbox.Stage;

/// One node beside two on the same stores and the same cores: what a call costs.
record Nodes(Stage stage, KeyFiles keys, Generator generator, PrintStream out) {
    private static final int KEYS = 1_000;
    private static final int CONNECTIONS = 64;

    Map<String, Object> measure(int seconds) {
        out.println("\nOne node, then two");
        try (var _ = stage.start(Bench.JAVA)) {
            double alone = cost(List.of(run(seconds, stage.url(), CONNECTIONS)));
            int port = Ports.oneFree();
            try (var _ = stage.startNode(
                    Bench.JAVA,
                    port,
                    Map.of("NODE", "node-2", "JOURNAL", stage.file("journal-2").toString()))) {
                var file = keys.unlimited(KEYS);
                var other = generator.runAside("http://127.0.0.1:" + port, file, words(seconds, CONNECTIONS / 2));
                var first = run(seconds, stage.url(), CONNECTIONS / 2);
                return compared(alone, cost(List.of(first, other.join())));
            }
        }
    }

    private Map<String, Object> compared(double alone, double together) {
        out.printf(
                "  CPU s per 10,000 calls, everything: one node %.3f, two nodes %.3f, share %.2f%n",
                alone, together, alone / together);
        var figures = new LinkedHashMap<String, Object>();
        figures.put("one_cpu_seconds_per_10000", alone);
        figures.put("two_cpu_seconds_per_10000", together);
        figures.put("share", alone / together);
        return figures;
    }

    private JsonNode run(int seconds, String url, int connections) {
        return generator.run(url, keys.unlimited(KEYS), words(seconds, connections));
    }

    private static String[] words(int seconds, int connections) {
        return new String[] {
            "--seconds",
            Integer.toString(seconds),
            "--warmup",
            Bench.WARMUP,
            "--connections",
            Integer.toString(connections)
        };
    }

    /// Each run counts its own generator and server, and both count the same stores, so those are taken once.
    private static double cost(List<JsonNode> runs) {
        double answers =
                runs.stream().mapToDouble(run -> run.path("answers").asDouble()).sum();
        double own = runs.stream()
                .mapToDouble(run -> seconds(run, "generator") + seconds(run, "server"))
                .sum();
        double stores = runs.stream()
                .mapToDouble(run -> seconds(run, "redis") + seconds(run, "postgresql"))
                .max()
                .orElse(0);
        return (own + stores) * 10_000 / answers;
    }

    private static double seconds(JsonNode run, String process) {
        return run.at("/cpu_seconds_per_10000/" + process).asDouble()
                * run.path("answers").asDouble()
                / 10_000;
    }
}
