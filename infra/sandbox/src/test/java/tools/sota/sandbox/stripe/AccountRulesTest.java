package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aDeletedCustomerIsNotBilledAnyMore() throws Exception {
        var ada = shop.customerWith("pm_card_visa");
        var subscription = shop.subscribe(ada, shop.pro());

        shop.v1().customers().delete(ada.getId());
        shop.clock.move(Duration.ofDays(40));

        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("canceled");
        assertThat(shop.invoices(subscription.getId())).hasSize(1);
        assertThat(shop.eventTypes()).containsSubsequence("customer.subscription.deleted", "customer.deleted");
    }

    @Test
    void aSubscriptionWithoutACardIsRefusedAsStripeDoes() throws Exception {
        var ada = shop.customer("ada@example.com");
        var price = shop.pro();

        assertThatThrownBy(() -> shop.subscribe(ada, price))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no attached payment source or default payment method");
        assertThat(shop.control().objects("subscription")).isEmpty();
    }

    @Test
    void whatTheStandInDoesNotDoIsRefusedByName() throws Exception {
        var ada = shop.customerWith("pm_card_visa");

        var reply = new Wire(shop.standIn)
                .post("/v1/subscriptions", "customer=" + ada.getId() + "&items[0][price]=p&on_behalf_of=acct_1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error("message")).isEqualTo("The stand-in does not do `on_behalf_of`.");
    }

    @Test
    void metadataIsMergedAndAnEmptyValueRemovesItsKey() throws Exception {
        var ada = shop.customer("ada@example.com");
        update(ada.getId(), CustomerUpdateParams.builder().putMetadata("a", "1").putMetadata("b", "2"));
        update(ada.getId(), CustomerUpdateParams.builder().putMetadata("a", "").putMetadata("c", "3"));

        assertThat(shop.v1().customers().retrieve(ada.getId()).getMetadata())
                .containsExactly(Map.entry("b", "2"), Map.entry("c", "3"));
    }

    @Test
    void anEndpointGetsOnlyTheEventsItAskedFor() throws Exception {
        try (var receiver = new Receiver()) {
            var endpoint = shop.v1()
                    .webhookEndpoints()
                    .create(WebhookEndpointCreateParams.builder()
                            .setUrl(receiver.url().toString())
                            .addEnabledEvent(EnabledEvent.PRODUCT__CREATED)
                            .setApiVersion(WebhookEndpointCreateParams.ApiVersion.VERSION_2026_07_29_DAHLIA)
                            .build());
            shop.pro();
            shop.control().flush();
            shop.v1()
                    .webhookEndpoints()
                    .update(
                            endpoint.getId(),
                            WebhookEndpointUpdateParams.builder()
                                    .setDisabled(true)
                                    .build());
            shop.pro();
            shop.control().flush();

            assertThat(receiver.received()).hasSize(1);
            var delivery = receiver.received().getFirst();
            assertThat(Webhook.constructEvent(
                                    delivery.payload(), delivery.signature(), endpoint.getSecret(), 300, shop.clock)
                            .getType())
                    .isEqualTo("product.created");
            assertThat(shop.v1().webhookEndpoints().retrieve(endpoint.getId()).getSecret())
                    .isNull();
        }
    }

    @Test
    void eventsAreListedByTypeAndInChronologyFromOneThatWasSeen() throws Exception {
        shop.pro();
        var seen = shop.v1().events().list().getData().getFirst();
        shop.customer("one@example.com");
        shop.pro();
        shop.customer("two@example.com");

        var later = shop.v1()
                .events()
                .list(EventListParams.builder()
                        .setEndingBefore(seen.getId())
                        .addAllType(List.of("customer.created"))
                        .build());

        assertThat(later.getData())
                .extracting(event -> event.getDataObjectDeserializer().getRawJson())
                .satisfiesExactly(
                        two -> assertThat(two).contains("two@example.com"),
                        one -> assertThat(one).contains("one@example.com"));
    }

    private void update(String customer, CustomerUpdateParams.Builder params) throws Exception {
        shop.v1().customers().update(customer, params.build());
    }
}
