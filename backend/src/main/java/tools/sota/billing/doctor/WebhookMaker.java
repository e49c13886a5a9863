package tools.sota.billing.doctor;

import com.stripe.Stripe;
import com.stripe.param.WebhookEndpointCreateParams;
import tools.sota.billing.sync.StripeDesk;

/// Makes the endpoint at Stripe that sends us every event, in the version that we speak.
public final class WebhookMaker {
    private final StripeDesk stripe;

    public WebhookMaker(StripeDesk stripe) {
        this.stripe = stripe;
    }

    /// @return the secret, which Stripe shows this once
    public String make(Doctor.Setting setting) {
        var params = WebhookEndpointCreateParams.builder()
                .setUrl(setting.webhookUrl())
                .addEnabledEvent(WebhookEndpointCreateParams.EnabledEvent.ALL)
                .putExtraParam("api_version", Stripe.API_VERSION)
                .build();
        return stripe.ask(v1 -> v1.webhookEndpoints().create(params).getSecret());
    }
}
