package tools.sota.bench;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What to measure, from the command line.
///
/// @param rate calls a second; 0 for as many as the server answers
/// @param path `echo`, `verify`, `ingest`, `usage`, or any path of the server
/// @param caller a file with the service key that verifies the others; needed for `verify`
/// @param acknowledged a file that gets the id of every accepted call; null for none
/// @param processes process ids by name, beside those that are found
record Options(
        URI url,
        Path keys,
        int seconds,
        int warmup,
        int connections,
        int threads,
        int rate,
        String path,
        int batch,
        @Nullable Path caller,
        @Nullable Path acknowledged,
        boolean verifyLedger,
        Map<String, Long> processes) {
    static final String USAGE = """
            Usage: java -jar sota.jar bench --url http://127.0.0.1:8080 --keys FILE

              --keys FILE          API keys, one a line
              --path WHAT          echo (as usual), verify, ingest, usage, or a path such as /v1/me
              --seconds N          how long to measure, 10
              --warmup N           seconds before that, 3
              --connections N      keep-alive connections, 64
              --threads N          of the generator, 1
              --rate N             calls a second; 0 as usual: the next when the last is answered
              --batch N            events in a call of ingest, 1000
              --caller FILE        the service key that verify is called with
              --acknowledged FILE  gets the id of every accepted call
              --verify-ledger      compare what was answered with the limits and with the ledger
              --process NAME=PID   count this process's CPU too; the server, Redis and PostgreSQL are found by themselves
            """;

    /// One sentence for the person at the terminal.
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    static Options parse(List<String> words) {
        var reader = new Reader(new LinkedHashMap<>());
        boolean verify = false;
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).equals("--verify-ledger")) {
                verify = true;
            } else {
                reader.put(words.get(at), at + 1 < words.size() ? words.get(++at) : null);
            }
        }
        var options = new Options(
                address(reader.text("--url", "http://127.0.0.1:8080")),
                Path.of(reader.required("--keys")),
                reader.number("--seconds", 10, 1),
                reader.number("--warmup", 3, 0),
                reader.number("--connections", 64, 1),
                reader.number("--threads", 1, 1),
                reader.number("--rate", 0, 0),
                reader.text("--path", "echo"),
                reader.number("--batch", 1_000, 1),
                reader.path("--caller"),
                reader.path("--acknowledged"),
                verify,
                Map.copyOf(reader.processes));
        reader.refuseLeftovers();
        return options;
    }

    String host() {
        return url.getHost() + ':' + port();
    }

    int port() {
        return url.getPort() < 0 ? 80 : url.getPort();
    }

    private static URI address(String text) {
        var url = URI.create(text);
        if (!"http".equals(url.getScheme()) || url.getHost() == null) {
            throw new Wrong("--url must be http://host:port: what encrypts stands before the server, not in it.");
        }
        return url;
    }

    /// Takes words until none is left.
    private record Reader(Map<String, String> values, Map<String, Long> processes) {
        Reader(Map<String, String> values) {
            this(values, new LinkedHashMap<>());
        }

        void put(String name, @Nullable String value) {
            if (value == null || !name.startsWith("--")) {
                throw new Wrong("Unknown or without a value: " + name + "\n\n" + USAGE);
            }
            if (name.equals("--process")) {
                var parts = value.split("=", 2);
                processes.put(parts[0], Long.valueOf(parts[parts.length - 1]));
            } else {
                values.put(name, value);
            }
        }

        String text(String name, String otherwise) {
            var value = values.remove(name);
            return value == null ? otherwise : value;
        }

        String required(String name) {
            var value = values.remove(name);
            if (value == null) {
                throw new Wrong(name + " is missing.\n\n" + USAGE);
            }
            return value;
        }

        @Nullable
        Path path(String name) {
            var value = values.remove(name);
            return value == null ? null : Path.of(value);
        }

        int number(String name, int otherwise, int least) {
            var value = text(name, Integer.toString(otherwise));
            if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least) {
                throw new Wrong(name + " must be a whole number from " + least + " on and is " + value + '.');
            }
            return Integer.parseInt(value);
        }

        void refuseLeftovers() {
            if (!values.isEmpty()) {
                throw new Wrong("Unknown: " + String.join(" ", values.keySet()) + "\n\n" + USAGE);
            }
        }
    }
}
