package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What customers may do in Stripe's portal. Numbers are those of the known mistakes in stripe.md, section 6.
class PortalTest {
    private final Shop shop = Shop.shared();

    /// 44: every switch of it is set by code; a portal that lets customers change plans would go round our own rule.
    @Test
    void thePortalLetsCustomersDoTheseThingsAndNoOthers() {
        var ada = shop.givenSubscriber("pro");

        var first = ada.browser().post("/v1/portal");
        var second = ada.browser().post("/v1/portal");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("url")).startsWith("http").isNotEqualTo(second.text("url"));
        var configurations = shop.stripe().objects("billing_portal.configuration");
        assertThat(configurations).hasSize(1);
        var features = configurations.getFirst().get("features");
        assertThat(features.at("/invoice_history/enabled").asBoolean()).isTrue();
        assertThat(features.at("/payment_method_update/enabled").asBoolean()).isTrue();
        assertThat(features.at("/subscription_cancel/enabled").asBoolean()).isTrue();
        assertThat(features.at("/subscription_cancel/mode").asText()).isEqualTo("at_period_end");
        assertThat(features.at("/subscription_update/enabled").asBoolean()).isFalse();
        assertThat(features.at("/customer_update/enabled").asBoolean()).isFalse();
        assertThat(features.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "invoice_history",
                        "payment_method_update",
                        "subscription_cancel",
                        "subscription_update",
                        "customer_update");
        var session = shop.stripe().objects("billing_portal.session").getLast();
        assertThat(session.path("return_url").asText()).endsWith("/app/" + ada.accountId() + "/billing");
    }

    @Test
    void whoHasNeverBoughtAnythingIsToldSo() {
        var ada = shop.product().signUp();

        var answer = ada.browser().post("/v1/portal");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("state_conflict");
    }

    @Test
    void withoutASessionThereIsNoBilling() {
        var nobody = shop.product().client();

        assertThat(nobody.get("/v1/subscription").status()).isEqualTo(401);
        assertThat(nobody.get("/v1/invoices").status()).isEqualTo(401);
        assertThat(nobody.post("/v1/portal").status()).isEqualTo(401);
        assertThat(nobody.post("/v1/checkout", "{}").status()).isEqualTo(401);
    }

    /// Keys never manage money.
    @Test
    void aKeyHasNoBilling() {
        var ada = shop.product().signUp();
        var key = shop.product().client().withKey(ada.testKey());

        assertThat(key.get("/v1/subscription").status()).isEqualTo(403);
        assertThat(key.post("/v1/checkout", "{\"plan\":\"pro\",\"interval\":\"month\"}")
                        .status())
                .isEqualTo(403);
    }
}
