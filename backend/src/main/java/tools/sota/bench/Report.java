package tools.sota.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// The figures of one run.
///
/// @param cpu seconds of each process during the run
record Report(Options options, int keys, Tally tally, Map<String, Double> cpu) {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    /// The cores that the column "by CPU" is about, whatever this machine has.
    private static final double CORES = 2;

    private static final double PER = 10_000;
    private static final double NANOS = 1e9;
    private static final long SLOW_MICROS = 500_000;
    private static final double MILLI = 1_000;

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("path", options.path());
        figures.put("keys", keys);
        figures.put("connections", options.connections());
        figures.put("rate", options.rate());
        figures.put("seconds", options.seconds());
        figures.put("answers", tally.answers());
        figures.put("accepted", tally.accepted().getTotalCount());
        figures.put("per_second", round(perSecond()));
        figures.put("by_cpu_per_second", round(byCpu()));
        figures.put("latency_ms", latency(tally.all()));
        figures.put("accepted_ms", latency(tally.accepted()));
        figures.put("refused_ms", latency(tally.refused()));
        figures.put("over_500_ms", over(tally.all()));
        figures.put("statuses", tally.statuses());
        figures.put("unavailable_with_retry_after", tally.comeAgain.get());
        figures.put("lost", tally.lost.get());
        figures.put("unanswered", tally.unanswered.get());
        figures.put("reconnects", tally.reconnects.get());
        figures.put("refused_connections", tally.refusedConnections.get());
        figures.put("cpu_seconds_per_10000", perTenThousand());
        return figures;
    }

    void print(PrintStream out) {
        out.printf(
                "%n%s, %d keys, %d connections, %s, %d s%n",
                options.path(),
                keys,
                options.connections(),
                options.rate() == 0 ? "as fast as it answers" : options.rate() + " calls/s paced",
                options.seconds());
        out.printf(Locale.ROOT, "  calls/s            %,12.0f%n", perSecond());
        out.printf(Locale.ROOT, "  by CPU, two cores  %,12.0f calls/s%n", byCpu());
        out.printf("  %-14s %9s %9s %9s %9s %9s%n", "latency, ms", "p50", "p95", "p99", "p99.9", "max");
        row(out, "all", tally.all());
        row(out, "2xx", tally.accepted());
        row(out, "others", tally.refused());
        out.printf("  answers            %s%n", tally.statuses());
        out.printf(
                "  503 with Retry-After %d, over 500 ms %d, lost %d, unanswered %d, reconnects %d%n",
                tally.comeAgain.get(),
                over(tally.all()),
                tally.lost.get(),
                tally.unanswered.get(),
                tally.reconnects.get());
        out.printf("  CPU s per 10,000   %s%n", perTenThousand());
    }

    private static void row(PrintStream out, String name, Histogram latency) {
        if (latency.getTotalCount() > 0) {
            out.printf(Locale.ROOT, "  %-14s", name);
            latency(latency).values().forEach(figure -> out.printf(Locale.ROOT, " %9.2f", figure));
            out.println();
        }
    }

    private static Map<String, Double> latency(Histogram histogram) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put("p50", histogram.getValueAtPercentile(50) / MILLI);
        figures.put("p95", histogram.getValueAtPercentile(95) / MILLI);
        figures.put("p99", histogram.getValueAtPercentile(99) / MILLI);
        figures.put("p999", histogram.getValueAtPercentile(99.9) / MILLI);
        figures.put("max", histogram.getMaxValue() / MILLI);
        return figures;
    }

    private static long over(Histogram histogram) {
        return histogram.getMaxValue() <= SLOW_MICROS
                ? 0
                : histogram.getCountBetweenValues(SLOW_MICROS + 1, histogram.getMaxValue());
    }

    private double perSecond() {
        return tally.answers() / Math.max(1 / NANOS, tally.elapsed.get() / NANOS);
    }

    /// What these CPU seconds would give on two cores with nothing else to do.
    private double byCpu() {
        double all = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        return all == 0 ? 0 : CORES * tally.answers() / all;
    }

    private Map<String, Double> perTenThousand() {
        var costs = new LinkedHashMap<String, Double>();
        cpu.forEach((name, seconds) -> costs.put(name, round(seconds * PER / Math.max(1, tally.answers()))));
        return costs;
    }

    /// To three digits behind the point.
    private static double round(double figure) {
        return Math.round(figure * MILLI) / MILLI;
    }
}
