package tools.sota.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What a figure was measured on: without it the figure says nothing.
final class Machine {
    private Machine() {}

    static Map<String, Object> described() {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("model", model());
        machine.put("kernel", System.getProperty("os.name") + ' ' + System.getProperty("os.version"));
        machine.put("java", Runtime.version().toString());
        machine.put(
                "generator_options",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        machine.put(
                "version",
                Objects.requireNonNullElse(Machine.class.getPackage().getImplementationVersion(), "unknown"));
        return machine;
    }

    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
