package tools.sota.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Reads JSON with a key, outside of what is measured; waits as long as the server asks it to.
record Caller(URI server, HttpClient client) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TRIES = 100;

    Caller(URI server) {
        this(server, HttpClient.newHttpClient());
    }

    JsonNode get(String path, String key) {
        for (int tries = 0; tries < TRIES; tries++) {
            var answer = send(path, key);
            var wait = answer.headers().firstValueAsLong("Retry-After");
            if (answer.statusCode() == 200) {
                return read(answer.body());
            }
            if (wait.isEmpty()) {
                throw new Options.Wrong("GET " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(wait.getAsLong()));
        }
        throw new Options.Wrong("GET " + path + " was put off " + TRIES + " times.");
    }

    private HttpResponse<String> send(String path, String key) {
        try {
            var request = HttpRequest.newBuilder(server.resolve(path))
                    .header("Authorization", "Bearer " + key)
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Options.Wrong("GET " + path + " had no answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new Options.Wrong("An answer is no JSON: " + e.getMessage());
        }
    }
}
