package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.sota.sandbox.stripe.json.Json;

/// Requests as bytes, for what stripe-java would not send.
final class Wire {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;

    Wire(StripeStandIn standIn) {
        base = standIn.baseUrl();
    }

    record Reply(int status, JsonNode json, HttpResponse<String> response) {
        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        String error(String field) {
            return json.path("error").path(field).asText();
        }
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Reply post(String path, String form) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Reply post(String path, String form, String key) throws IOException, InterruptedException {
        return send(request(path).header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    Reply authorized(String authorization, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Authorization", authorization));
    }

    Reply anonymous(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer sk_test_wire")
                .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private static Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), Json.parse(response.body()), response);
    }
}
