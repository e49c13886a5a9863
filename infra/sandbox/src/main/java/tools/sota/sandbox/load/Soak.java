package tools.sota.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.sota.sandbox.Stage;

/// Minutes of a steady load in which Redis and PostgreSQL restart. Every answer comes within half a second, what was
/// accepted is in the ledger once, and nothing is let through beyond the limits, but for one capacity of the bucket
/// after
/// the one loss of Redis' data, on the one node there is.
record Soak(Stage stage, Words words, PrintStream out) {
    private static final int KEYS = 1_000;
    private static final int WARMUP = 20;

    int run() {
        int seconds = words.number("SECONDS", 300);
        var ids = stage.file("acknowledged");
        try (var _ = stage.start(Bench.JAVA)) {
            var keys = new KeyFiles(stage).unlimited(KEYS);
            var load = Generator.of(stage, out)
                    .runAside(
                            stage.url(),
                            keys,
                            "--rate",
                            Integer.toString(words.number("RATE", 2_000)),
                            "--seconds",
                            Integer.toString(seconds),
                            "--warmup",
                            Integer.toString(WARMUP),
                            "--acknowledged",
                            ids.toString());
            var limited = limited(seconds);
            disturb(seconds);
            var figures = load.join();
            var overshoot = limited.join().path("ledger");
            var acknowledged = Acknowledged.read(ids);
            acknowledged.addAll(Acknowledged.read(limitedIds()));
            var audit = LedgerAudit.of(stage, acknowledged);
            return verdict(figures, overshoot, audit);
        }
    }

    /// A key that asks for more than its plan allows, all the time: what gets through is compared with its limits.
    private CompletableFuture<JsonNode> limited(int seconds) {
        return Generator.of(stage, new PrintStream(OutputStream.nullOutputStream()))
                .runAside(
                        stage.url(),
                        new KeyFiles(stage).of("team", 1),
                        "--rate",
                        "50",
                        "--connections",
                        "4",
                        "--seconds",
                        Integer.toString(seconds),
                        "--warmup",
                        Integer.toString(WARMUP),
                        "--acknowledged",
                        limitedIds().toString(),
                        "--verify-ledger");
    }

    /// Redis at a third of the time, PostgreSQL at two thirds.
    private void disturb(int seconds) {
        sleep(WARMUP + seconds / 3);
        out.println("Redis restarts …");
        stage.redis().restart();
        sleep(seconds / 3);
        out.println("PostgreSQL restarts …");
        stage.postgres().restart();
    }

    private int verdict(JsonNode figures, JsonNode limited, LedgerAudit audit) {
        long slow = figures.path("over_500_ms").asLong();
        long lost = figures.path("lost").asLong() + figures.path("unanswered").asLong();
        long overshoot = limited.path("overshoot").asLong();
        long allowance = limited.path("capacity").asLong();
        audit.print(out);
        out.printf(
                "Overshoot of the key that is always at its limit: %d, of at most %d after the loss of Redis%n",
                overshoot, allowance);
        out.println(Bench.json(Map.of(
                "commit", LoadCommand.commit(), "figures", figures, "limited", limited, "ledger", audit.figures())));
        if (slow + lost + limited.path("missing").asLong() > 0 || overshoot > allowance || !audit.isClean()) {
            out.printf(
                    "FAILED: %d answers took over 500 ms, %d calls had none, overshoot %d of %d; %s%n",
                    slow, lost, overshoot, allowance, audit.sentence());
            return 1;
        }
        return 0;
    }

    private Path limitedIds() {
        return stage.file("acknowledged-limited");
    }

    private static void sleep(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
