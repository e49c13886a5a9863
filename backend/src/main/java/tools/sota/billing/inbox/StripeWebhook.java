package tools.sota.billing.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.Stripe;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Json;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Takes Stripe's events: verified, stored, answered. Stripe sends each at least once, in any order; what it means is
/// found out afterwards, by asking Stripe.
public final class StripeWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhook.class);

    private static final long LATEST = 253_402_300_799L; // the end of the year 9999, in seconds since 1970

    private final Jdbi jdbi;
    private final List<String> secrets;
    private final boolean live;
    private final EventWorker worker;
    private final Clock clock;

    /// @param secrets any of them may have signed, so that one can be replaced without a gap
    /// @param live whether our key is for real money
    StripeWebhook(Jdbi jdbi, List<String> secrets, boolean live, EventWorker worker, Clock clock) {
        this.jdbi = jdbi;
        this.secrets = secrets;
        this.live = live;
        this.worker = worker;
        this.clock = clock;
    }

    public void receive(Context ctx) {
        var payload = new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8);
        var event = keepable(ours(verified(payload, ctx.header("Stripe-Signature"))));
        warnOfOtherTrain(event);
        var stored = stored(event, payload);
        jdbi.useExtension(StripeEvents.class, events -> events.insert(stored, clock.instant()));
        worker.wake();
        ctx.json(Map.of("received", true));
    }

    /// Over the bytes as they came. stripe-java throws a dozen kinds of exception at hostile headers and bodies, most
    /// of
    /// them not its own: each is a bad signature.
    private Event verified(String payload, @Nullable String header) {
        if (header == null) {
            throw refused("no signature");
        }
        Exception last = null;
        for (var secret : secrets) {
            try {
                return Webhook.constructEvent(payload, header, secret, Webhook.DEFAULT_TOLERANCE, clock);
            } catch (Exception e) {
                last = e;
            }
        }
        throw refused(last == null ? "no secret" : last.getClass().getSimpleName());
    }

    private static ProblemException refused(String reason) {
        LOG.info("Refused a webhook: {}", reason);
        return Problem.BAD_SIGNATURE.because(
                "Sign the body as it is sent, with the secret of this endpoint, at most five minutes ago.");
    }

    private Event ours(Event event) {
        if (event.getId() == null || event.getType() == null || event.getCreated() == null || event.getData() == null) {
            throw Problem.MALFORMED_REQUEST.because("The event has no id, type, time or data.");
        }
        if (event.getAccount() != null || event.getLivemode() == null || event.getLivemode() != live) {
            LOG.warn("Refused event {}: it is of another account or mode of Stripe", event.getId());
            throw Problem.MALFORMED_REQUEST.because(
                    "The event is of another account or mode of Stripe than this server's.");
        }
        return event;
    }

    private static Event keepable(Event event) {
        long created = event.getCreated();
        if (created < 0 || created > LATEST || !isText(event.getId()) || !isText(event.getType())) {
            throw Problem.MALFORMED_REQUEST.because("The event's id, type or time is none that can be kept.");
        }
        return event;
    }

    /// PostgreSQL keeps every character but one.
    private static boolean isText(String word) {
        return word.indexOf('\0') < 0;
    }

    /// Its objects may have moved fields about; we read only whom it concerns.
    private static void warnOfOtherTrain(Event event) {
        var version = event.getApiVersion();
        if (version == null || !train(version).equals(train(Stripe.API_VERSION))) {
            LOG.warn(
                    "Event {} is of API version {}, we speak {}: set the endpoint's version at Stripe",
                    event.getId(),
                    version,
                    Stripe.API_VERSION);
        }
    }

    private static String train(String version) {
        return version.substring(version.indexOf('.') + 1);
    }

    private static StripeEvent stored(Event event, String payload) {
        var data = data(payload);
        var object = data.path("object");
        return new StripeEvent(
                event.getId(),
                event.getType(),
                Instant.ofEpochSecond(event.getCreated()),
                event.getApiVersion(),
                StripeEvent.customer(object, data.path("previous_attributes")),
                StripeEvent.charge(object),
                payload);
    }

    private static JsonNode data(String payload) {
        try {
            return Json.read(payload.getBytes(StandardCharsets.UTF_8)).path("data");
        } catch (JsonProcessingException e) {
            throw Problem.MALFORMED_REQUEST.because("The event is not one JSON object.");
        } catch (IOException e) {
            throw Problem.MALFORMED_REQUEST.because("The event ended early.");
        }
    }
}
