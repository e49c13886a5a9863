package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.StripeClient;
import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.RateLimitException;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.http.Fault;

class IdempotencyTest {
    private static final String PATH = "/v1/customers";
    private final Shop shop = Shop.open();
    private final Wire wire = new Wire(shop.standIn);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theSameKeyAndParametersGiveTheFirstAnswerAgain() throws Exception {
        var first = wire.post(PATH, "email=ada@example.com", "key-1");
        var again = wire.post(PATH, "email=ada@example.com", "key-1");

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
        assertThat(again.header("Idempotency-Key")).hasValue("key-1");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithOtherParametersIsAnError() throws Exception {
        shop.v1().customers().create(named("Ada"), key("key-1"));

        assertThatThrownBy(() -> shop.v1().customers().create(named("Bob"), key("key-1")))
                .isInstanceOf(IdempotencyException.class);
        assertThat(wire.post("/v1/products", "name=Ada", "key-1").error("type")).isEqualTo("idempotency_error");
    }

    @Test
    void aRequestThatBrokeARuleLeavesItsKeyFree() throws Exception {
        assertThat(wire.post(PATH, "colour=blue", "key-1").status()).isEqualTo(400);

        assertThat(wire.post(PATH, "name=Ada", "key-1").status()).isEqualTo(200);
    }

    @Test
    void aRefusedCardIsKeptLikeAnyOtherAnswer() throws Exception {
        var form = "payment_method=pm_card_visa_chargeDeclined";

        var first = wire.post(PATH, form, "key-1");
        var again = wire.post(PATH, form, "key-1");

        assertThat(first.status()).isEqualTo(402);
        assertThat(again.status()).isEqualTo(402);
        assertThat(again.header("Idempotent-Replayed")).hasValue("true");
    }

    @Test
    void aKeyInUseIsAConflict() throws Exception {
        shop.control().fault(Fault.next(Fault.Kind.HOLD, PATH));
        var held = CompletableFuture.supplyAsync(() -> quietly("key-1"));

        while (shop.control().held() == 0) {
            Thread.onSpinWait();
        }
        var conflict = wire.post(PATH, "name=Ada", "key-1");
        shop.control().releaseHeld();

        assertThat(conflict.error("code")).isEqualTo("idempotency_key_in_use");
        assertThat(held.get().status()).isEqualTo(200);
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aKeyIsForgottenAfterADay() throws Exception {
        wire.post(PATH, "name=Ada", "key-1");
        shop.clock.move(Duration.ofHours(25));
        wire.post(PATH, "name=Bob", "key-2");

        assertThat(wire.post(PATH, "name=Ada", "key-1").header("Idempotent-Replayed"))
                .isEmpty();
    }

    @Test
    void aServerErrorAfterTheFactIsHealedByARetryUnderTheSameKey() throws Exception {
        shop.control().fault(Fault.next(Fault.Kind.SERVER_ERROR_AFTER_EXECUTING, PATH));
        var patient = StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(shop.standIn.baseUrl().toString())
                .setMaxNetworkRetries(2)
                .build();

        var customer = patient.v1().customers().create(named("Ada"));

        assertThat(customer.getName()).isEqualTo("Ada");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aKeptServerErrorComesAgain() throws Exception {
        shop.control().fault(Fault.next(Fault.Kind.SERVER_ERROR_KEPT, PATH));

        assertThat(wire.post(PATH, "name=Ada", "key-1").status()).isEqualTo(500);
        assertThat(wire.post(PATH, "name=Ada", "key-1").status()).isEqualTo(500);
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void faultsHappenAsOftenAsAsked() {
        shop.control().fault(Fault.next(Fault.Kind.TOO_MANY_REQUESTS, PATH).times(2));
        shop.control().fault(Fault.next(Fault.Kind.SERVER_ERROR, PATH));

        assertThatThrownBy(() -> shop.customer("a@example.com")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> shop.customer("a@example.com")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> shop.customer("a@example.com")).isInstanceOf(ApiException.class);
        assertThat(shop.control().objects("customer")).isEmpty();
    }

    @Test
    void aTimeOutAfterTheFactIsHealedByARetry() throws Exception {
        shop.control().fault(Fault.next(Fault.Kind.TIMEOUT_AFTER_EXECUTING, PATH));
        var hasty = StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(shop.standIn.baseUrl().toString())
                .setReadTimeout(1500)
                .setMaxNetworkRetries(1)
                .build();

        assertThat(hasty.v1().customers().create(named("Ada")).getName()).isEqualTo("Ada");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksAfterTheFactIsHealedByARetry() throws Exception {
        shop.control().fault(Fault.next(Fault.Kind.CONNECTION_RESET, PATH));

        assertThatThrownBy(() -> wire.post(PATH, "name=Ada", "key-1")).isInstanceOf(IOException.class);
        assertThat(customers()).isEqualTo(1);
        assertThat(wire.post(PATH, "name=Ada", "key-1").header("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(customers()).isEqualTo(1);
    }

    @Test
    void aRefusalForGoodIsNotTriedAgain() {
        shop.control().fault(Fault.next(Fault.Kind.TOO_MANY_REQUESTS_FOR_GOOD, PATH));

        assertThatThrownBy(() -> retrying().v1().customers().create(named("Ada")))
                .isInstanceOf(RateLimitException.class);
        assertThat(customers()).isZero();
    }

    private StripeClient retrying() {
        return StripeClient.builder()
                .setApiKey("sk_test_x")
                .setApiBase(shop.standIn.baseUrl().toString())
                .setMaxNetworkRetries(1)
                .build();
    }

    private int customers() {
        return shop.control().objects("customer").size();
    }

    private Wire.Reply quietly(String key) {
        try {
            return wire.post(PATH, "name=Ada", key);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static CustomerCreateParams named(String name) {
        return CustomerCreateParams.builder().setName(name).build();
    }

    private static RequestOptions key(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
