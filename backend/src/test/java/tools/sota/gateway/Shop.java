package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.sota.platform.Resources;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// A product whose catalog has upstreams, and somebody with a live key.
record Shop(Product product, Backend backend, Stranger stranger, String key) {
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final class Shared {
        static final Backend BACKEND = Backend.open();
        static final Product PRODUCT = open(BACKEND);
    }

    /// Over the one product of all gateway tests, with a fresh account.
    static Shop visit() {
        return of(Shared.PRODUCT, Shared.BACKEND);
    }

    static Shop of(Product product, Backend backend) {
        var stranger = product.signUp().proveEmail();
        return new Shop(product, backend, stranger, stranger.liveKey());
    }

    static Product open(Backend backend) {
        try {
            var file = Files.createTempFile(Path.of("target"), "catalog", ".yaml");
            return Product.fresh(
                    Map.of("CATALOG", Files.writeString(file, catalog(backend)).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String catalog(Backend backend) {
        var url = "http://127.0.0.1:" + backend.port() + "/base";
        var products = product("maps", "url: " + url, "max_request_bytes: 60000000", "calls: 2")
                + product(
                        "dear",
                        "url: " + url + "/",
                        "cost_header: X-Cost",
                        "max_calls: 9",
                        "forward_key: true",
                        "add_headers: { Authorization: Basic abc, X-From: \"sota tools\" }")
                + product("quick", "url: " + url, "response_timeout_ms: 400", "idle_timeout_ms: 400")
                + product(
                        "small",
                        "url: " + url,
                        "max_request_bytes: 1000",
                        "limits: [{ name: small, capacity: 3, per_minute: 1 }]")
                + product("nowhere", "url: http://127.0.0.1:" + Product.freePort())
                + product("narrow", "url: " + url, "max_connections: 1");
        return Resources.text("/catalog.yaml")
                .replace(
                        "rate: { capacity: 10, per_minute: 10 }\n    members",
                        "rate: { capacity: 5000, per_minute: 5000 }\n    members")
                .replace("\nproducts:\n", "\nproducts:" + products);
    }

    private static String product(String id, String... fields) {
        return "\n  - id: " + id + "\n    name: " + id + "\n    description: Of others.\n    upstream:\n      "
                + String.join("\n      ", fields) + "\n";
    }

    int port() {
        return URI.create(product.environment().getOrDefault("PUBLIC_URL", "")).getPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key);
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A connection on which everything is written by hand.
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(15_000);
        return socket;
    }

    /// Sends one request by hand and reads until the connection ends.
    String raw(String start, String... headers) throws IOException {
        try (var socket = connect()) {
            write(
                    socket,
                    start + " HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer " + key + "\r\n"
                            + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
                            + "Connection: close\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    int charged() {
        return stranger.browser().get("/v1/usage").json().at("/total/calls").asInt();
    }

    /// Calls used and held.
    int used() {
        return product.client()
                .withKey(key)
                .get("/v1/me")
                .json()
                .at("/quota/used")
                .asInt();
    }

    void assertCharged(int calls) {
        assertThat(charged()).isEqualTo(calls);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(this::used, used -> used == calls);
    }
}
