package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import tools.sota.testing.JarProcess;

/// `java -jar … doctor` and `golive`, started as a shell starts them. 40 of the known mistakes in stripe.md, section 6.
class DoctorCommandTest {
    @Test
    void theDoctorEndsWithOneWhileSomethingIsWrongAndWithZeroAfterwards() {
        try (var shop = Shop.fresh()) {
            shop.givenSubscriber("pro");

            var before = JarProcess.command(shop.product().environment(), "doctor");
            shop.change("insert into staff (user_id, granted_at) select user_id, now() from person");
            var after = JarProcess.command(shop.product().environment(), "doctor");

            assertThat(before.said()).contains("staff add", "1 to fix, from the top.");
            assertThat(before.status()).isEqualTo(1);
            assertThat(after.said()).endsWith("Nothing is wrong.\n");
            assertThat(after.status()).isZero();
        }
    }

    @Test
    void goliveNamesTheStepsWhileTheKeyIsATestKey() {
        try (var shop = Shop.fresh()) {
            var ran = JarProcess.command(shop.product().environment(), "golive");

            assertThat(ran.said())
                    .contains("takes test money", "1. Activate", "STRIPE_SECRET_KEY", "5. Run this command again");
            assertThat(ran.status()).isEqualTo(1);
        }
    }

    /// The one step that is done by the command: an endpoint with all events, whose secret is shown once.
    @Test
    void goliveWebhookMakesTheEndpointAndShowsItsSecret() throws StripeException {
        try (var shop = Shop.fresh()) {
            var environment = new LinkedHashMap<>(shop.product().environment());
            environment.put("PUBLIC_URL", "https://sota.example");

            var ran = JarProcess.command(environment, "golive", "webhook");

            assertThat(ran.said()).contains("STRIPE_WEBHOOK_SECRET").containsPattern("\nwhsec_\\w+\n$");
            assertThat(ran.status()).isZero();
            assertThat(shop.api().webhookEndpoints().list().getData())
                    .anySatisfy(one -> assertThat(one.getUrl()).isEqualTo("https://sota.example/webhooks/stripe"));
        }
    }

    /// A live key goes to Stripe alone, so the command does not even begin to ask.
    @Test
    void aLiveKeyWithAnotherAddressIsRefusedBeforeAnything() {
        try (var shop = Shop.fresh()) {
            var environment = new LinkedHashMap<>(shop.product().environment());
            environment.put("STRIPE_SECRET_KEY", "sk_live_1");

            assertThat(JarProcess.command(environment, "golive").status()).isNotZero();
        }
    }
}
