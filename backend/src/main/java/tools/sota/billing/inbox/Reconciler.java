package tools.sota.billing.inbox;

import com.stripe.model.Event;
import com.stripe.param.EventListParams;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Json;

/// Asks Stripe for events that never arrived. They join the inbox, so one that arrives after all changes nothing.
public final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    /// As far back as Stripe's list goes.
    private static final Duration LISTED = Duration.ofDays(30);
    /// Stripe's list may be a little behind.
    private static final Duration OVERLAP = Duration.ofHours(1);

    private static final long PAGE = 100;

    private final Jdbi jdbi;
    private final StripeDesk stripe;
    private final EventWorker worker;
    private final Clock clock;

    Reconciler(Jdbi jdbi, StripeDesk stripe, EventWorker worker, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.worker = worker;
        this.clock = clock;
    }

    /// @return how many events had been missing
    public int reconcile() {
        var begun = clock.instant();
        boolean first =
                jdbi.withExtension(StripeEvents.class, StripeEvents::cursor).isEmpty();
        int missing = missing(since(begun));
        jdbi.useExtension(StripeEvents.class, events -> events.reached(begun));
        if (missing > 0 && first) {
            LOG.info("First look at Stripe: {} events of the last {} days were taken over", missing, LISTED.toDays());
        } else if (missing > 0) {
            LOG.warn("{} events of Stripe had not arrived; they were fetched", missing);
        }
        worker.drain();
        return missing;
    }

    private Instant since(Instant now) {
        return jdbi.withExtension(StripeEvents.class, StripeEvents::cursor)
                .map(reached -> reached.minus(OVERLAP))
                .filter(reached -> reached.isAfter(now.minus(LISTED)))
                .orElse(now.minus(LISTED));
    }

    private int missing(Instant since) {
        var params = EventListParams.builder()
                .setLimit(PAGE)
                .setCreated(EventListParams.Created.builder()
                        .setGte(since.getEpochSecond())
                        .build())
                .build();
        return stripe.ask(v1 -> {
            int missing = 0;
            for (var event : v1.events().list(params).autoPagingIterable()) {
                missing += store(event);
            }
            return missing;
        });
    }

    private int store(Event event) {
        var object = Json.ours(event.getDataObjectDeserializer().getRawJson());
        var former = event.getData().getPreviousAttributes();
        var stored = new StripeEvent(
                event.getId(),
                event.getType(),
                Instant.ofEpochSecond(event.getCreated()),
                event.getApiVersion(),
                StripeEvent.customer(object, Json.mapper().valueToTree(former)),
                StripeEvent.charge(object),
                event.toJson());
        return jdbi.withExtension(StripeEvents.class, events -> events.insert(stored, clock.instant()));
    }
}
