package tools.sota.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A caller with its own cookies. Every answer it gets is judged by the contract.
public final class Client {
    private static final Contract CONTRACT = new Contract();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final HttpClient http;
    private final List<String> headers;

    private Client(String base, HttpClient http, List<String> headers) {
        this.base = base;
        this.http = http;
        this.headers = List.copyOf(headers);
    }

    public static Client of(String base) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(PATIENCE)
                .build();
        return new Client(base, http, List.of());
    }

    /// The same caller (cookies included) that also sends these headers.
    public Client with(String... more) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Client(base, http, all);
    }

    public Client withKey(String secret) {
        return with("Authorization", "Bearer " + secret);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return with("Content-Type", "application/json").send("POST", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public Answer post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer patch(String path, String json) {
        return with("Content-Type", "application/json").send("PATCH", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public Answer put(String path, String json) {
        return with("Content-Type", "application/json").send("PUT", path, HttpRequest.BodyPublishers.ofString(json));
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(PATIENCE);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            var answer = new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            CONTRACT.judge(method.toLowerCase(Locale.ROOT), path, answer);
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
