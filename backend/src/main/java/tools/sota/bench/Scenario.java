package tools.sota.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/// What a run asks the server, as the text of a request with the place of the key in it.
final class Scenario {
    private Scenario() {}

    /// @param thread number of the thread that will send them
    static Requests requests(Options options, Keys keys, int thread, Clock clock) {
        long seed = clock.millis() + thread;
        return switch (options.path()) {
            case "ingest" -> {
                var time = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
                var text = post(options, "/v1/usage/events", KeyRequests.KEY, events(options, time));
                // Two runs would have to start in one microsecond to send the same event.
                yield new EventRequests(keys, text, seed * 1_000_000);
            }
            case "verify" -> {
                var body = "{\"key\":\"" + "k".repeat(keys.length()) + "\"}";
                var text = post(options, "/v1/keys/verify", caller(options), new Body("application/json", body));
                yield new KeyRequests(keys, text.replace("k".repeat(keys.length()), KeyRequests.KEY), seed);
            }
            case "echo" -> new KeyRequests(keys, get(options, "/v1/echo"), seed);
            case "usage" -> new KeyRequests(keys, get(options, "/v1/usage"), seed);
            default -> new KeyRequests(keys, get(options, path(options)), seed);
        };
    }

    private record Body(String type, String text) {}

    private static Body events(Options options, String time) {
        return new Body("application/cloudevents-batch+json", EventRequests.batch(options.batch(), time));
    }

    private static String path(Options options) {
        if (!options.path().startsWith("/")) {
            throw new Options.Wrong("--path must be echo, verify, ingest, usage or start with a slash.");
        }
        return options.path();
    }

    private static String get(Options options, String path) {
        return head(options, "GET", path, KeyRequests.KEY) + "\r\n";
    }

    private static String post(Options options, String path, String key, Body body) {
        return head(options, "POST", path, key)
                + "Content-Type: " + body.type() + "\r\n"
                + "Content-Length: " + body.text().getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body.text();
    }

    private static String head(Options options, String method, String path, String key) {
        return method + ' ' + path + " HTTP/1.1\r\nHost: " + options.host() + "\r\nAuthorization: Bearer " + key
                + "\r\n";
    }

    private static String caller(Options options) {
        if (options.caller() == null) {
            throw new Options.Wrong("verify needs --caller FILE with the service key that asks.");
        }
        try {
            return Files.readString(options.caller()).strip();
        } catch (IOException e) {
            throw new Options.Wrong("Cannot read " + options.caller() + ": " + e.getMessage());
        }
    }
}
