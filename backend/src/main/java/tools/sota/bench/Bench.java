package tools.sota.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// `java -jar sota.jar bench`: calls a server that runs and prints what came of it, as a table and as a line of JSON.
public final class Bench {
    private static final int REFUSED = 2;

    private final Options options;
    private final Keys keys;
    private final Clock clock;

    private Bench(Options options, Clock clock) {
        this.options = options;
        this.keys = Keys.read(options.keys());
        this.clock = clock;
    }

    /// @return the exit status: 0, 1 when the ledger or the limits do not hold, 2 when it could not be measured
    public static int run(List<String> words, Clock clock, PrintStream out) {
        try {
            return new Bench(Options.parse(words), clock).run(out);
        } catch (Options.Wrong e) {
            System.err.println(e.getMessage());
            return REFUSED;
        }
    }

    private int run(PrintStream out) {
        var audit = options.verifyLedger() ? LedgerAudit.before(options, keys, clock) : null;
        var figures = new LinkedHashMap<String, Object>();
        try (var witness = witness()) {
            var report = measure(witness);
            report.print(out);
            figures.putAll(report.figures());
        }
        var finding = audit == null ? null : audit.after(options, keys);
        if (finding != null) {
            finding.print(out);
            figures.put("ledger", finding);
        }
        out.println(Report.json(Map.of("machine", Machine.described(), "figures", figures)));
        return finding == null || finding.isClean() ? 0 : 1;
    }

    private Witness witness() {
        return options.acknowledged() == null ? Witness.none() : Witness.writing(options.acknowledged());
    }

    private Report measure(Witness witness) {
        var loops = new ArrayList<Loop>();
        try {
            for (int thread = 0; thread < options.threads(); thread++) {
                var requests = Scenario.requests(options, keys, thread, clock);
                var loop = new Loop(server(), requests, share(thread), witness);
                loops.add(loop);
                loop.connect();
            }
            var processes = Processes.find(options.processes(), options.port());
            run(loops, options.warmup());
            var before = processes.seconds();
            var tally = run(loops, options.seconds());
            var used = processes.seconds();
            // One that has ended meanwhile, or was started anew, has no figure.
            before.forEach((name, start) -> used.computeIfPresent(name, (same, end) -> end - start));
            return new Report(options, keys.count(), tally, used);
        } catch (IOException e) {
            throw new Options.Wrong("Nobody answers at " + options.url() + ": " + e.getMessage());
        } finally {
            loops.forEach(Loop::close);
        }
    }

    private int share(int thread) {
        return options.connections() / options.threads() + (thread < options.connections() % options.threads() ? 1 : 0);
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(options.url().getHost(), options.port());
    }

    private Tally run(List<Loop> loops, int seconds) {
        var pace = new Pace(options.rate()).split(loops.size());
        long nanos = TimeUnit.SECONDS.toNanos(seconds);
        try (var threads = Executors.newFixedThreadPool(loops.size())) {
            var total = new Tally();
            var runs = loops.stream()
                    .map(loop -> (Callable<Tally>) () -> loop.run(pace, nanos))
                    .toList();
            for (var run : threads.invokeAll(runs)) {
                total.add(run.get());
            }
            return total;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new Options.Wrong("The run broke off: " + e.getCause());
        }
    }
}
