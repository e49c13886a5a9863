package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.Subscription;
import com.stripe.net.Webhook;
import com.stripe.param.EventListParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;

class WebhookTest {
    private static final String SECRET = "whsec_first";
    private final Shop shop = Shop.open();
    private final Receiver receiver = new Receiver();

    WebhookTest() throws Exception {}

    @BeforeEach
    void listen() {
        shop.control().webhook(receiver.url(), SECRET);
    }

    @AfterEach
    void close() {
        shop.close();
        receiver.close();
    }

    @Test
    void aSubscriptionIsToldInStripesOrderWithSignaturesThatStripeJavaAccepts() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());

        shop.control().flush();

        var events = verified(SECRET);
        assertThat(events)
                .extracting(Event::getType)
                .containsSubsequence(
                        "customer.created",
                        "customer.subscription.created",
                        "invoice.created",
                        "invoice.finalized",
                        "charge.succeeded",
                        "payment_intent.succeeded",
                        "invoice.updated",
                        "invoice.paid",
                        "invoice.payment_succeeded",
                        "customer.subscription.updated");
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getApiVersion()).isEqualTo("2026-07-29.dahlia");
            assertThat(event.getDataObjectDeserializer().getObject()).isPresent();
            assertThat(event.getPendingWebhooks()).isEqualTo(1);
        });
        var started = one(events, "customer.subscription.created");
        assertThat(((Subscription)
                                started.getDataObjectDeserializer().getObject().orElseThrow())
                        .getStatus())
                .isEqualTo("incomplete");
        assertThat(one(events, "customer.subscription.updated").getData().getPreviousAttributes())
                .containsEntry("status", "incomplete");
        assertThat(started.getRequest().getId()).startsWith("req_");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.v1().events().retrieve(started.getId()).getPendingWebhooks())
                .isZero();
    }

    @Test
    void whatIsRefusedIsSentAgainLaterAndIsListedAsUndeliveredUntilThen() throws Exception {
        receiver.answerNext(500, 503);
        shop.customer("ada@example.com");

        shop.control().flush();
        shop.control().flush();
        var afterFirst = receiver.received().size();
        var undelivered = undelivered();
        shop.clock.move(Duration.ofMinutes(1));
        shop.control().flush();
        shop.clock.move(Duration.ofMinutes(10));
        shop.control().flush();

        assertThat(afterFirst).isEqualTo(1);
        assertThat(undelivered).isEqualTo(1);
        assertThat(receiver.received()).hasSize(3);
        assertThat(receiver.received()).extracting(Receiver.Delivery::signature).doesNotHaveDuplicates();
        assertThat(verified(SECRET))
                .extracting(Event::getId)
                .containsOnly(verified(SECRET).getFirst().getId());
        assertThat(undelivered()).isZero();
    }

    @Test
    void heldWebhooksArriveWhenTrafficFlowsAgainAndDroppedOnesOnlyByHand() throws Exception {
        shop.control().webhooks(Traffic.HELD);
        shop.customer("held@example.com");
        shop.control().flush();
        assertThat(receiver.received()).isEmpty();

        shop.control().webhooks(Traffic.DROPPED);
        shop.customer("dropped@example.com");
        shop.control().webhooks(Traffic.FLOWING);
        shop.control().flush();
        assertThat(receiver.received()).hasSize(1);

        shop.control().redeliver(shop.control().events().getLast().path("id").asText());
        shop.control().flush();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void whileASecretIsRolledBothAreValidAndAfterwardsOnlyTheNewOne() throws Exception {
        shop.control().rollSecret(receiver.url(), "whsec_second");
        shop.customer("ada@example.com");
        shop.control().flush();
        assertThat(verified(SECRET)).hasSize(1);
        assertThat(verified("whsec_second")).hasSize(1);

        shop.control().retireOldSecrets(receiver.url());
        shop.customer("bob@example.com");
        shop.control().flush();
        assertThatThrownBy(() -> verified(SECRET)).isInstanceOf(SignatureVerificationException.class);
        assertThat(verified("whsec_second")).hasSize(2);
    }

    @Test
    void aForgedSignatureIsSentOnceAndADelayIsKept() throws Exception {
        shop.control().forgeSignatures(1);
        shop.control().delayWebhooks(Duration.ofSeconds(30));
        shop.customer("ada@example.com");

        shop.control().flush();
        var early = receiver.received().size();
        shop.clock.move(Duration.ofSeconds(30));
        shop.control().flush();

        assertThat(early).isZero();
        assertThatThrownBy(() -> verified(SECRET)).isInstanceOf(SignatureVerificationException.class);
    }

    private long undelivered() throws Exception {
        return shop.v1()
                .events()
                .list(EventListParams.builder().setDeliverySuccess(false).build())
                .getData()
                .size();
    }

    private List<Event> verified(String secret) throws SignatureVerificationException {
        var events = new ArrayList<Event>();
        for (var delivery : receiver.received()) {
            events.add(Webhook.constructEvent(delivery.payload(), delivery.signature(), secret, 700, shop.clock));
        }
        return events;
    }

    private static Event one(List<Event> events, String type) {
        return events.stream()
                .filter(event -> event.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
