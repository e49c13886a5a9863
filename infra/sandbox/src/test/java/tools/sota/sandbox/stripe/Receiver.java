package tools.sota.sandbox.stripe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// A webhook endpoint that keeps what it was sent and answers as it was told, 200 when it was told nothing.
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Delivery> received = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();

    record Delivery(String payload, String signature) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/webhooks/stripe", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/stripe");
    }

    synchronized void answerNext(int... statuses) {
        for (var status : statuses) {
            answers.add(status);
        }
    }

    synchronized List<Delivery> received() {
        return List.copyOf(received);
    }

    private void take(HttpExchange exchange) throws IOException {
        var payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(record(payload, exchange), -1);
        exchange.close();
    }

    private synchronized int record(String payload, HttpExchange exchange) {
        received.add(new Delivery(
                payload, Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Stripe-Signature"), "")));
        return Objects.requireNonNullElse(answers.poll(), 200);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
