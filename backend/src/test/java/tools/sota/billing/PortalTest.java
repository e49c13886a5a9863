package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.sota.platform.Json;

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
        assertThat(features).isEqualTo(Json.ours("""
                {
                  "customer_update": { "allowed_updates": [], "enabled": false },
                  "invoice_history": { "enabled": true },
                  "payment_method_update": { "enabled": true, "payment_method_configuration": null },
                  "subscription_cancel": {
                    "cancellation_reason": { "enabled": false, "options": [] },
                    "enabled": true, "mode": "at_period_end", "proration_behavior": "none"
                  },
                  "subscription_update": {
                    "billing_cycle_anchor": "unchanged", "default_allowed_updates": [], "enabled": false,
                    "proration_behavior": "none", "schedule_at_period_end": { "conditions": [] },
                    "trial_update_behavior": "end_trial"
                  }
                }"""));
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
