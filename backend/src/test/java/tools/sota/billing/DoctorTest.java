package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.WebhookEndpoint;
import com.stripe.net.ApiResource;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.Config;
import tools.sota.billing.doctor.Doctor;
import tools.sota.billing.doctor.Finding;
import tools.sota.billing.doctor.WebhookMaker;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.StripeClients;
import tools.sota.platform.Database;
import tools.sota.testing.Product;

/// Stripe's modes kept apart, and what the doctor says. Numbers are those of the known mistakes in stripe.md, section
/// 6.
class DoctorTest {
    /// 40: real money goes to Stripe and nowhere else, with a restricted key, too.
    @ParameterizedTest
    @ValueSource(strings = {"sk_live_1", "rk_live_1"})
    void aLiveKeyWithAnotherAddressThanStripesDoesNotStart(String key) {
        var environment = new LinkedHashMap<>(Product.environment("jdbc:postgresql://127.0.0.1/none", 1));
        environment.put("STRIPE_SECRET_KEY", key);

        assertThatThrownBy(() -> Config.read(environment)).hasMessageContaining("STRIPE_API_BASE must not be set");

        environment.remove("STRIPE_API_BASE");
        assertThat(Config.read(environment).stripe().isLive()).isTrue();
    }

    @Test
    void theDoctorFindsNothingWrongWithAWorkingShopAndChangesNothing() {
        try (var shop = Shop.fresh()) {
            shop.givenSubscriber("pro");
            shop.change("insert into staff (user_id, granted_at) select user_id, now() from person");
            int events = shop.stripe().events().size();

            assertThat(examine(shop, "sk_test_suite", false))
                    .filteredOn(Finding::isWrong)
                    .isEmpty();
            assertThat(shop.stripe().events()).hasSize(events);
        }
    }

    @Test
    void theDoctorSaysWhatToFix() throws StripeException {
        try (var shop = Shop.fresh()) {
            shop.givenSubscriber("pro");
            endpointIsSwitchedOff(shop);
            priceIsArchived(shop, "pro_month");
            shop.change("update stripe_event set processed_at = null, received_at = received_at - interval '2 hours'");

            assertThat(wrong(shop))
                    .anySatisfy(one -> assertThat(one).contains("webhook", "is switched off"))
                    .anySatisfy(one -> assertThat(one).contains("prices", "pro_month is missing", "catalog push"))
                    .anySatisfy(one -> assertThat(one).contains("events", "wait for over an hour"))
                    .anySatisfy(one -> assertThat(one).contains("staff add"));
        }
    }

    @Test
    void theDoctorSaysWhenTaxIsAddedNowhere() {
        try (var shop = Shop.fresh()) {
            var found = examine(
                    shop.stripeUrl(),
                    shop,
                    "sk_test_suite",
                    false,
                    TaxTest.catalog().toString());

            assertThat(found)
                    .filteredOn(Finding::isWrong)
                    .anySatisfy(one -> assertThat(one.toString()).contains("tax", "added nowhere"));
        }
    }

    /// 40: a database that was used with another mode.
    @Test
    void theDoctorKnowsCustomersThatAreNotOfThisModeAndAddressesWithoutTls() {
        try (var shop = Shop.fresh();
                var other = Shop.fresh()) {
            other.givenCheckout(other.product().signUp(), "pro");

            var found = examine(shop.stripeUrl(), other, "sk_test_suite", true);

            assertThat(found.stream().filter(Finding::isWrong).map(Finding::toString))
                    .anySatisfy(one -> assertThat(one).contains("database", "unknown to this key"))
                    .anySatisfy(one -> assertThat(one).contains("address", "https"))
                    .anySatisfy(one -> assertThat(one).contains("prices", "of the other mode"))
                    .anySatisfy(one -> assertThat(one).contains("webhook", "golive webhook"));
        }
    }

    /// 44: what somebody clicks in Stripe's dashboard goes round what the code says.
    @ParameterizedTest
    @CsvSource({
        "features[invoice_history][enabled], invoice_history is false and must be true",
        "features[payment_method_update][enabled], payment_method_update is false and must be true",
        "features[customer_update][enabled], customer_update is true and must be false",
        "features[subscription_cancel][enabled], subscription_cancel is false and must be true",
        "features[subscription_cancel][proration_behavior], proration_behavior is always_invoice and must be none",
        "login_page[enabled], login_page is true and must be false",
    })
    void theDoctorNamesEachSwitchOfThePortalThatWasChanged(String flag, String said) throws StripeException {
        var shop = Shop.shared();
        shop.givenSubscriber("pro").browser().post("/v1/portal");
        var portal = shop.stripe().objects("billing_portal.configuration").getFirst();
        var was = said.contains("is always_invoice") ? "none" : String.valueOf(said.contains("must be true"));
        var now = said.replaceFirst(".* is (\\S+) and .*", "$1");
        changePortal(shop, portal.path("id").asText(), flag, now);
        try {
            assertThat(wrong(shop)).anySatisfy(one -> assertThat(one).contains("portal", said));
        } finally {
            changePortal(shop, portal.path("id").asText(), flag, was);
        }
        assertThat(wrong(shop)).noneSatisfy(one -> assertThat(one).contains("portal"));
    }

    private static void changePortal(Shop shop, String id, String flag, String value) throws StripeException {
        shop.client()
                .rawRequest(
                        ApiResource.RequestMethod.POST,
                        "/v1/billing_portal/configurations/" + id,
                        flag + '=' + value,
                        null);
    }

    @Test
    void theWebhookIsMadeWithOurVersionAndItsSecretSignsWhatWeTake() throws StripeException {
        try (var shop = Shop.fresh()) {
            for (WebhookEndpoint one : shop.api().webhookEndpoints().list().getData()) {
                shop.api().webhookEndpoints().delete(one.getId());
            }
            assertThat(wrong(shop)).anySatisfy(one -> assertThat(one).contains("Stripe sends nothing to"));

            var secret = new WebhookMaker(desk(shop.stripeUrl())).make(setting(shop, false));

            assertThat(secret).startsWith("whsec_");
            assertThat(wrong(shop)).noneSatisfy(one -> assertThat(one).contains("webhook"));
        }
    }

    @Test
    void withAStripeThatDoesNotAnswerOnlyThatIsSaid() {
        var shop = Shop.shared();

        var found = examine("http://127.0.0.1:9", shop, "sk_test_suite", false);

        assertThat(found.getLast().toString()).contains("key", "Stripe does not answer");
    }

    private static void endpointIsSwitchedOff(Shop shop) throws StripeException {
        var one = shop.api().webhookEndpoints().list().getData().getFirst();
        shop.api()
                .webhookEndpoints()
                .update(
                        one.getId(),
                        WebhookEndpointUpdateParams.builder().setDisabled(true).build());
    }

    private static void priceIsArchived(Shop shop, String lookupKey) throws StripeException {
        var params = PriceListParams.builder().addLookupKey(lookupKey).build();
        var one = shop.api().prices().list(params).getData().getFirst();
        shop.api()
                .prices()
                .update(
                        one.getId(),
                        PriceUpdateParams.builder().setActive(false).build());
    }

    private static List<String> wrong(Shop shop) {
        return examine(shop, "sk_test_suite", false).stream()
                .filter(Finding::isWrong)
                .map(Finding::toString)
                .toList();
    }

    private static List<Finding> examine(Shop shop, String key, boolean live) {
        return examine(shop.stripeUrl(), shop, key, live);
    }

    private static List<Finding> examine(String stripe, Shop shop, String key, boolean live) {
        return examine(stripe, shop, key, live, null);
    }

    private static List<Finding> examine(
            String stripe, Shop shop, String key, boolean live, @Nullable String catalogFile) {
        try (var database = Database.open(
                java.util.Objects.requireNonNull(shop.product().environment().get("DATABASE_URL")), 2)) {
            var catalog = CatalogFeature.create(catalogFile).catalog();
            var desk = new StripeDesk(StripeClients.open(key, stripe), new StripeHealth(Clock.systemUTC()));
            return new Doctor(
                            database,
                            desk,
                            catalog,
                            setting(shop, live),
                            shop.product().clock())
                    .examine();
        }
    }

    private static StripeDesk desk(String stripe) {
        return new StripeDesk(StripeClients.open("sk_test_suite", stripe), new StripeHealth(Clock.systemUTC()));
    }

    private static Doctor.Setting setting(Shop shop, boolean live) {
        return new Doctor.Setting(
                java.util.Objects.requireNonNull(shop.product().environment().get("PUBLIC_URL")), live, true);
    }
}
