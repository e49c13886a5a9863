package tools.sota.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;

/// The product beside other systems, in turns on one machine with one generator: neighbours disturb all alike.
record Peers(Stage stage, Words words, PrintStream out) {
    private static final Path FOLDER = Path.of("infra/load/peers");
    private static final int KEYS = 1_000;
    private static final String OURS = "SOTA Tools, GET /v1/echo";
    private static final String OURS_PROXYING = "SOTA Tools, gateway, proxying";
    private static final String FASTIFY = "Fastify + rate-limit + ioredis";
    private static final String GATEWAY = "Spring Cloud Gateway, answering itself";
    private static final String PROXYING = "Spring Cloud Gateway, proxying";
    private static final String JAVALIN = "Javalin, constant JSON";

    /// What a system made of one run.
    private record Figure(double perSecond, double byCpu, double serverCpu, double p50, double p99, double p999) {}

    int run() {
        stage.start(Bench.JAVA).close();
        var keys = new KeyFiles(stage).unlimited(KEYS);
        prepare();
        var figures = new LinkedHashMap<String, List<Figure>>();
        for (int round = 0; round < words.number("ROUNDS", 3); round++) {
            try (var _ = stage.start(Bench.JAVA)) {
                add(figures, OURS, measure(stage.url(), keys, List.of("--path", "/v1/echo")));
            }
            if (upstream().isBuilt()) {
                add(figures, OURS_PROXYING, proxying(keys));
            }
            for (var plan : built()) {
                try (var peer = plan.start(environment(keys), stage.file("peers.log"))) {
                    add(figures, plan.name(), measure(peer.url(), keys, peer.words(plan.path())));
                }
            }
        }
        print(figures);
        return 0;
    }

    private Map<String, String> environment(Path keys) {
        return Map.of(
                "REDIS_URL",
                stage.redis().uri(),
                "DATABASE_URL",
                "postgresql://postgres@127.0.0.1:" + stage.postgres().port() + "/peers",
                "KEYS",
                keys.toAbsolutePath().toString());
    }

    /// Before the same upstream as the others.
    private Figure proxying(Path keys) {
        try (var upstream = upstream().start(environment(keys), stage.file("peers.log"));
                var node = Forwarding.start(
                        stage, upstream.url(), upstream.process().pid())) {
            return measure(node.url(), keys, node.words());
        }
    }

    private static PeerProcess.Plan upstream() {
        return new PeerProcess.Plan(JAVALIN, "/echo", java("javalin"), List.of());
    }

    private static List<PeerProcess.Plan> built() {
        var fastify = List.of("sh", "infra/build/node.sh", "node", FOLDER + "/fastify/server.mjs");
        return Stream.of(
                        new PeerProcess.Plan(FASTIFY, "/echo", fastify, List.of()),
                        upstream(),
                        new PeerProcess.Plan(GATEWAY, "/echo", java("gateway"), List.of()),
                        new PeerProcess.Plan(PROXYING, "/proxy", java("gateway"), java("javalin")))
                .filter(PeerProcess.Plan::isBuilt)
                .toList();
    }

    private static List<String> java(String project) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java));
        command.addAll(Bench.JAVA);
        command.addAll(List.of("-jar", FOLDER + "/" + project + "/target/" + project + ".jar"));
        return List.copyOf(command);
    }

    private void prepare() {
        if (!Files.exists(FOLDER)) {
            throw new CannotStart("There is no " + FOLDER + " here: start this in the project's folder.");
        }
        try (var connection = DriverManager.getConnection(stage.postgres().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database peers");
        } catch (SQLException e) {
            throw new CannotStart("No database for the peers: " + e.getMessage(), e);
        }
    }

    private Figure measure(String url, Path keys, List<String> words) {
        var all = new ArrayList<>(words);
        all.addAll(List.of("--warmup", Bench.WARMUP, "--seconds", this.words.text("SECONDS", "10")));
        var run = Generator.of(stage, out).run(url, keys, all.toArray(String[]::new));
        if (run.path("accepted").asLong() < run.path("answers").asLong() * 0.99) {
            throw new CannotStart("Not every call was accepted: " + run.path("statuses"));
        }
        return new Figure(
                run.path("per_second").asDouble(),
                run.path("by_cpu_per_second").asDouble(),
                serverCpu(run),
                run.at("/latency_ms/p50").asDouble(),
                run.at("/latency_ms/p99").asDouble(),
                run.at("/latency_ms/p999").asDouble());
    }

    private static double serverCpu(JsonNode run) {
        return run.at("/cpu_seconds_per_10000/server").asDouble();
    }

    private static void add(Map<String, List<Figure>> figures, String name, Figure figure) {
        figures.computeIfAbsent(name, peer -> new ArrayList<>()).add(figure);
    }

    private void print(Map<String, List<Figure>> figures) {
        out.printf(
                "%n%-42s %10s %10s %10s %8s %8s %8s%n",
                "median of the rounds", "calls/s", "by CPU", "CPU/10,000", "p50 ms", "p99 ms", "p99.9");
        var medians = new LinkedHashMap<String, Figure>();
        figures.forEach((name, runs) -> medians.put(name, median(runs)));
        medians.forEach((name, figure) -> out.printf(
                Locale.ROOT,
                "%-42s %,10.0f %,10.0f %10.2f %8.1f %8.1f %8.1f%n",
                name,
                figure.perSecond(),
                figure.byCpu(),
                figure.serverCpu(),
                figure.p50(),
                figure.p99(),
                figure.p999()));
        ratio(medians, OURS, FASTIFY, "1.2, aim 1.5");
        ratio(medians, OURS, GATEWAY, "2.2, aim 3.5");
        ratio(medians, OURS, JAVALIN, "0.5, aim 0.75");
        ratio(medians, OURS_PROXYING, PROXYING, "2, aim 3");
        out.println(Bench.json(Map.of("commit", LoadCommand.commit(), "figures", medians)));
    }

    private void ratio(Map<String, Figure> medians, String own, String peer, String target) {
        var ours = medians.get(own);
        var theirs = medians.get(peer);
        if (ours != null && theirs != null) {
            out.printf(
                    Locale.ROOT,
                    "  %s against %s: calls/s %.2f, by CPU %.2f (must %s)%n",
                    own,
                    peer,
                    ours.perSecond() / theirs.perSecond(),
                    ours.byCpu() / theirs.byCpu(),
                    target);
        }
    }

    /// By CPU, which hardly depends on neighbours.
    private static Figure median(List<Figure> runs) {
        var sorted = new ArrayList<>(runs);
        sorted.sort(java.util.Comparator.comparingDouble(Figure::byCpu));
        return sorted.get(sorted.size() / 2);
    }
}
