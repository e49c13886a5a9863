package tools.sota.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// CPU seconds of the programs that a call goes through, from `/proc`: each with its children, living and dead. Empty
/// where there is no `/proc`.
record Processes(Map<String, Long> ids) {
    static final String GENERATOR = "generator";
    static final String SERVER = "server";

    private static final Path PROC = Path.of("/proc");
    /// Linux counts in hundredths of a second whatever its own tick is.
    private static final double TICKS = 100;

    private static final int PARENT = 1;
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;
    private static final String LISTENING = "0A";

    /// Those named, and where no name is given the listener on the port, the one Redis and the one PostgreSQL.
    static Processes find(Map<String, Long> named, int port) {
        var ids = new LinkedHashMap<String, Long>();
        ids.put(GENERATOR, ProcessHandle.current().pid());
        listener(port).ifPresent(pid -> ids.put(SERVER, pid));
        only("redis-server").ifPresent(pid -> ids.put("redis", pid));
        only("postgres").ifPresent(pid -> ids.put("postgresql", pid));
        ids.putAll(named);
        return new Processes(Map.copyOf(ids));
    }

    /// Seconds used so far by those that live, by name.
    Map<String, Double> seconds() {
        var seconds = new LinkedHashMap<String, Double>();
        ids.forEach((name, pid) -> {
            if (stat(pid).isPresent()) {
                seconds.put(name, seconds(pid));
            }
        });
        return seconds;
    }

    private static double seconds(long pid) {
        var children = ProcessHandle.of(pid).map(ProcessHandle::children).orElseGet(Stream::empty);
        var own = stat(pid);
        double ticks = 0;
        for (int at = FIRST_TIME; own.isPresent() && at < FIRST_TIME + TIMES; at++) {
            ticks += Long.parseLong(own.get().get(at));
        }
        return ticks / TICKS
                + children.mapToDouble(child -> seconds(child.pid())).sum();
    }

    /// The fields of its `stat` behind its name, which may hold spaces.
    private static Optional<List<String>> stat(long pid) {
        return line(PROC.resolve(Long.toString(pid)).resolve("stat"))
                .map(line -> List.of(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)));
    }

    /// The one process of that name whose parent has another; empty when there is none or more than one.
    private static Optional<Long> only(String name) {
        var roots = all().filter(pid -> isCalled(pid, name))
                .filter(pid -> stat(pid)
                        .map(stat -> !isCalled(Long.parseLong(stat.get(PARENT)), name))
                        .orElse(false))
                .toList();
        return roots.size() == 1 ? Optional.of(roots.getFirst()) : Optional.empty();
    }

    private static boolean isCalled(long pid, String name) {
        return line(PROC.resolve(Long.toString(pid)).resolve("comm"))
                .map(name::equals)
                .orElse(false);
    }

    private static Optional<Long> listener(int port) {
        var end = ":%04X".formatted(port);
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(PROC.resolve("net").resolve(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(end) && fields[3].equals(LISTENING))
                .map(fields -> "socket:[" + fields[9] + ']')
                .flatMap(socket -> all().filter(pid -> holds(pid, socket)))
                .findFirst();
    }

    private static boolean holds(long pid, String socket) {
        try (var files = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return files.anyMatch(file -> isLinkTo(file, socket));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static boolean isLinkTo(Path file, String target) {
        try {
            return Files.readSymbolicLink(file).toString().equals(target);
        } catch (IOException gone) {
            return false;
        }
    }

    private static Stream<Long> all() {
        return ProcessHandle.allProcesses().map(ProcessHandle::pid);
    }

    private static Optional<String> line(Path file) {
        return lines(file).stream().findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }
}
