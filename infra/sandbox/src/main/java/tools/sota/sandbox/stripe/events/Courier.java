package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.json.Json;

/// Carries due deliveries to their endpoints, one after the other, without holding up the account.
public final class Courier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Turns turns;
    private final Account account;
    private final Deliveries deliveries;
    private final WebhookEndpoints endpoints;
    private final WebhookMode mode;
    private final Time time;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ReentrantLock round = new ReentrantLock();

    public Courier(
            Turns turns,
            Account account,
            Deliveries deliveries,
            WebhookEndpoints endpoints,
            WebhookMode mode,
            Time time) {
        this.turns = turns;
        this.account = account;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.mode = mode;
        this.time = time;
    }

    /// Delivers everything that is due, what the receivers cause meanwhile included. A delivery that fails waits for
    /// its
    /// back-off, so this ends.
    public void deliverAll() {
        round.lock();
        try {
            for (var due = next(); !due.isEmpty(); due = next()) {
                due.forEach(this::deliver);
            }
        } finally {
            round.unlock();
        }
    }

    private List<Parcel> next() {
        return turns.take(() ->
                deliveries.due().stream().flatMap(due -> pack(due).stream()).toList());
    }

    private Optional<Parcel> pack(ObjectNode delivery) {
        var event = account.find(EventLog.TABLE, Json.text(delivery, "event"));
        var endpoint = account.find(WebhookEndpoints.TABLE, Json.text(delivery, "endpoint"));
        if (event.isEmpty() || endpoint.isEmpty()) {
            deliveries.succeeded(delivery); // nobody is left to deliver it to
            return Optional.empty();
        }
        var body = event.get().toPrettyString();
        var secrets = mode.takeForgery() ? List.of("whsec_" + Ids.random(32)) : endpoints.secrets(endpoint.get());
        var header = Signature.header(body, secrets, time.present());
        return Optional.of(new Parcel(delivery, URI.create(Json.text(endpoint.get(), "url")), body, header));
    }

    private void deliver(Parcel parcel) {
        var arrived = post(parcel);
        turns.run(() -> {
            if (arrived) {
                deliveries.succeeded(parcel.delivery());
            } else {
                deliveries.failed(parcel.delivery());
            }
        });
    }

    private boolean post(Parcel parcel) {
        var request = HttpRequest.newBuilder(parcel.to())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (stand-in)")
                .header("Stripe-Signature", parcel.signature())
                .POST(HttpRequest.BodyPublishers.ofString(parcel.body()))
                .build();
        try {
            var status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status / 100 == 2;
        } catch (IOException e) {
            log.debug("Webhook to {} did not arrive: {}", parcel.to(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private record Parcel(ObjectNode delivery, URI to, String body, String signature) {}
}
