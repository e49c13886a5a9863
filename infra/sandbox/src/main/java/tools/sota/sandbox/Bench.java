package tools.sota.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Measures the fat jar on this machine: time from start to ready with its stores up, memory at idle, size. Prints a
/// table
/// and one line of JSON.
final class Bench {
    private static final int RUNS = 5;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Path jar;
    private final DataFolder folder;
    private final Setting setting;
    private final PrintStream out;

    Bench(Path jar, DataFolder folder, Setting setting, PrintStream out) {
        this.jar = jar;
        this.folder = folder;
        this.setting = setting;
        this.out = out;
    }

    /// One start: until ready, and what the process holds when it has been idle.
    private record Sample(long readyMillis, long residentKilobytes) {}

    int run() {
        var cache = folder.resolve("app.aot");
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
        figures.put("jar_kb", size(jar) / 1024);
        print(figures);
        return 0;
    }

    private void print(Map<String, Object> figures) {
        var machine = Map.of(
                "cores", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString(),
                "os", System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                "options", String.join(" ", SMALL),
                "runs", RUNS);
        out.printf(
                "%nStart to ready, stores up (median of %d)   %6s ms, with an AOT cache %6s ms%n",
                RUNS, figures.get("ready_ms"), figures.get("ready_aot_ms"));
        out.printf(
                "Memory at idle (resident)                 %6s kB, with an AOT cache %6s kB%n",
                figures.get("idle_rss_kb"), figures.get("idle_rss_aot_kb"));
        out.printf("Fat jar                                   %6s kB%n", figures.get("jar_kb"));
        out.printf("Machine: %s%n", machine);
        out.println(json(Map.of("machine", machine, "figures", figures)));
    }

    private List<Sample> samples(List<String> options) {
        return IntStream.range(0, RUNS).mapToObj(run -> sample(options)).toList();
    }

    private Sample sample(List<String> options) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Command.with(List.of(java), SMALL.toArray(String[]::new));
        command.addAll(options);
        command.addAll(List.of(folder.mark(), "-jar", jar.toString()));
        long start = System.nanoTime();
        try (var app = App.start(command, setting, folder, folder.resolve("app.log"))) {
            app.awaitReady(setting);
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

    private static String json(Map<String, Object> value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
