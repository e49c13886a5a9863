package tools.sota.sandbox.stripe;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// Opens pages and sends their forms, without following redirects.
final class Browser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Browser() {}

    record Seen(int status, String body, String location) {}

    static Seen open(String url) throws IOException, InterruptedException {
        return seen(HttpRequest.newBuilder(URI.create(url)).build());
    }

    static Seen send(String url, Map<String, String> fields) throws IOException, InterruptedException {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return seen(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    static Seen json(String url, String body) throws IOException, InterruptedException {
        return seen(HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    static Map<String, String> card(String number) {
        return Map.of(
                "email", "ada@example.com",
                "name", "Ada Lovelace",
                "country", "GB",
                "number", number,
                "expiry", "12 / 34",
                "cvc", "123");
    }

    private static Seen seen(HttpRequest request) throws IOException, InterruptedException {
        var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return new Seen(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Location").orElse(""));
    }
}
