package tools.sota.sandbox.load;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.sota.sandbox.Stage;

/// Time from start to ready with the stores up, memory at idle, size of the jar.
record StartFigures(Stage stage, PrintStream out) {
    private static final int RUNS = 5;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC");

    /// One start: until ready, and what the process holds when it has been idle.
    private record Sample(long readyMillis, long residentKilobytes) {}

    Map<String, Object> measure() {
        var cache = stage.file("app.aot");
        sample(List.of());
        var plain = samples(List.of());
        sample(List.of("-XX:AOTCacheOutput=" + cache));
        var cached = samples(List.of("-XX:AOTCache=" + cache));
        var figures = new LinkedHashMap<String, Object>();
        figures.put("ready_ms", median(plain.stream().map(Sample::readyMillis).toList()));
        figures.put(
                "ready_aot_ms", median(cached.stream().map(Sample::readyMillis).toList()));
        figures.put(
                "idle_rss_kb",
                median(plain.stream().map(Sample::residentKilobytes).toList()));
        figures.put(
                "idle_rss_aot_kb",
                median(cached.stream().map(Sample::residentKilobytes).toList()));
        figures.put("jar_kb", size(stage.jar()) / 1024);
        figures.put("options", String.join(" ", SMALL));
        print(figures);
        return figures;
    }

    private void print(Map<String, Object> figures) {
        out.printf(
                "%nStart to ready, stores up (median of %d)   %6s ms, with an AOT cache %6s ms%n",
                RUNS, figures.get("ready_ms"), figures.get("ready_aot_ms"));
        out.printf(
                "Memory at idle (resident)                 %6s kB, with an AOT cache %6s kB%n",
                figures.get("idle_rss_kb"), figures.get("idle_rss_aot_kb"));
        out.printf("Fat jar                                   %6s kB%n", figures.get("jar_kb"));
    }

    private List<Sample> samples(List<String> options) {
        return IntStream.range(0, RUNS).mapToObj(run -> sample(options)).toList();
    }

    private Sample sample(List<String> options) {
        var all = new ArrayList<>(SMALL);
        all.addAll(options);
        long start = System.nanoTime();
        try (var app = stage.start(all)) {
            long ready = (System.nanoTime() - start) / 1_000_000;
            LockSupport.parkNanos(IDLE.toNanos());
            return new Sample(ready, resident(app.pid()));
        }
    }

    private static long resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
