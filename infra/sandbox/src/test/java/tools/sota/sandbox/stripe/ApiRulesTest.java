package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.param.CustomerListParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRulesTest {
    private final Shop shop = Shop.open();
    private final Wire wire = new Wire(shop.standIn);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aTestKeyOpensTheApiAsBearerAndAsUserAndALiveKeyIsRefused() throws Exception {
        var user = Base64.getEncoder().encodeToString("sk_test_x:".getBytes(StandardCharsets.UTF_8));

        assertThat(wire.authorized("Bearer sk_test_x", "/v1/customers").status())
                .isEqualTo(200);
        assertThat(wire.authorized("Basic " + user, "/v1/customers").status()).isEqualTo(200);
        assertThat(wire.anonymous("/v1/customers").status()).isEqualTo(401);
        var live = wire.authorized("Bearer sk_live_x", "/v1/customers");
        assertThat(live.status()).isEqualTo(401);
        assertThat(live.error("message")).contains("refuses live keys");
    }

    @Test
    void everyAnswerNamesItsRequestAndItsVersion() throws Exception {
        var reply = wire.get("/v1/customers");

        assertThat(reply.header("Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(reply.header("Stripe-Version")).hasValue("2026-07-29.dahlia");
    }

    @Test
    void anUnknownUrlIsAnsweredInStripesEnvelope() throws Exception {
        var reply = wire.post("/v1/unheard_of", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.error("type")).isEqualTo("invalid_request_error");
        assertThat(reply.error("message")).contains("Unrecognized request URL (POST: /v1/unheard_of)");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/customers, colour=blue, parameter_unknown, colour",
        "/v1/customers, address[planet]=mars, parameter_unknown, address[planet]",
        "/v1/subscriptions, customer=cus_1&coupon=x, parameter_unknown, coupon",
        "/v1/subscriptions, items[0][prize]=x, parameter_unknown, items[0][prize]",
        "/v1/subscriptions, proration_behavior=sometimes, '', proration_behavior",
        "/v1/checkout/sessions, mode=payment&ui_mode=hosted, '', ui_mode",
        "/v1/checkout/sessions, success_url=x, parameter_missing, mode",
        "/v1/refunds, invoice=in_1, parameter_unknown, invoice",
        "/v1/products, description=x, parameter_missing, name",
        "/v1/products, name=, parameter_invalid_empty, name",
        "/v1/customers, balance=much, parameter_invalid_integer, balance",
        "/v1/customers/cus_none, name=x, resource_missing, id",
    })
    void whatStripesTypesDoNotKnowIsRefusedByName(String path, String form, String code, String param)
            throws Exception {
        var reply = wire.post(path, form);

        assertThat(reply.status()).isIn(400, 404);
        assertThat(reply.error("code")).isEqualTo(code);
        assertThat(reply.error("param")).isEqualTo(param);
    }

    @Test
    void listsComeNewestFirstInPagesThatCanBeWalkedBothWays() throws Exception {
        for (var i = 0; i < 25; i++) {
            shop.customer("customer" + i + "@example.com");
        }

        var first = shop.v1().customers().list();
        var second = shop.v1()
                .customers()
                .list(CustomerListParams.builder()
                        .setStartingAfter(first.getData().getLast().getId())
                        .setLimit(20L)
                        .build());
        var back = wire.get("/v1/customers?limit=3&ending_before="
                + second.getData().getFirst().getId());

        assertThat(first.getData()).hasSize(10);
        assertThat(first.getHasMore()).isTrue();
        assertThat(first.getData().getFirst().getEmail()).isEqualTo("customer24@example.com");
        assertThat(second.getData()).hasSize(15);
        assertThat(second.getHasMore()).isFalse();
        assertThat(back.json().path("data").path(2).path("email").asText()).isEqualTo("customer15@example.com");
        assertThat(back.json().path("has_more").asBoolean()).isTrue();
        assertThat(wire.get("/v1/customers?limit=101").status()).isEqualTo(400);
        assertThat(wire.get("/v1/customers?starting_after=cus_none").error("param"))
                .isEqualTo("starting_after");
    }

    @Test
    void listsCanBeNarrowedByTimeAndByLookupKey() throws Exception {
        shop.customer("early@example.com");
        shop.clock.move(Duration.ofHours(1));
        shop.customer("late@example.com");
        var price = shop.pro();

        var since = Shop.OPENING.plusSeconds(1).getEpochSecond();
        var late = wire.get("/v1/customers?created[gte]=" + since).json().path("data");
        var found = shop.v1()
                .prices()
                .list(PriceListParams.builder()
                        .addAllLookupKey(List.of("Pro-month", "Team-month"))
                        .addExpand("data.product")
                        .build());

        assertThat(late).hasSize(1);
        assertThat(late.path(0).path("email").asText()).isEqualTo("late@example.com");
        assertThat(found.getData()).hasSize(1);
        assertThat(found.getData().getFirst().getId()).isEqualTo(price.getId());
        assertThat(found.getData().getFirst().getProductObject().getName()).isEqualTo("Pro");
    }

    @Test
    void aLookupKeyMovesOnlyWhenThatIsAsked() throws Exception {
        var old = shop.pro();
        var form = "product=" + old.getProduct() + "&currency=usd&unit_amount=12900&lookup_key=Pro-month";

        var refused = wire.post("/v1/prices", form);
        var moved = wire.post("/v1/prices", form + "&transfer_lookup_key=true");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(moved.json().path("lookup_key").asText()).isEqualTo("Pro-month");
        assertThat(shop.v1().prices().retrieve(old.getId()).getLookupKey()).isNull();
    }

    @Test
    void idsBecomeObjectsFourLevelsDeep() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());

        var expanded = shop.v1()
                .subscriptions()
                .retrieve(
                        subscription.getId(),
                        SubscriptionRetrieveParams.builder()
                                .addExpand("customer")
                                .addExpand("latest_invoice.payments.data.payment")
                                .addExpand("items.data.price.product")
                                .build());
        var tooDeep =
                InvoiceRetrieveParams.builder().addExpand("customer.a.b.c.d").build();
        var impossible = InvoiceRetrieveParams.builder().addExpand("number").build();

        assertThat(expanded.getCustomerObject().getEmail()).isEqualTo("ada@example.com");
        assertThat(expanded.getLatestInvoiceObject().getPayments().getData()).hasSize(1);
        assertThat(expanded.getItems()
                        .getData()
                        .getFirst()
                        .getPrice()
                        .getProductObject()
                        .getName())
                .isEqualTo("Pro");
        assertThatThrownBy(() -> shop.v1().invoices().retrieve(subscription.getLatestInvoice(), tooDeep))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("more than 4 levels");
        assertThatThrownBy(() -> shop.v1().invoices().retrieve(subscription.getLatestInvoice(), impossible))
                .hasMessageContaining("This property cannot be expanded (number)");
    }

    @Test
    void aDeletedCustomerLeavesItsIdBehind() throws Exception {
        var customer = shop.customer("ada@example.com");

        var deleted = shop.v1().customers().delete(customer.getId());

        assertThat(deleted.getDeleted()).isTrue();
        assertThat(shop.v1().customers().retrieve(customer.getId()).getDeleted())
                .isTrue();
        assertThat(shop.v1().customers().list().getData()).isEmpty();
    }
}
