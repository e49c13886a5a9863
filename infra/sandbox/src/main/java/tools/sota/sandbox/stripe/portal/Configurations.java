package tools.sota.sandbox.stripe.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// What customers may do in the portal. The first configuration is the default one.
public final class Configurations {
    static final String CONFIGURATION = "billing_portal.configuration";
    private static final String FEATURES = "features";

    private final Account account;

    public Configurations(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        refuseSwitching(call);
        var configuration = account.blank(CONFIGURATION).put("active", true).put("updated", account.now());
        configuration.put("is_default", account.all(CONFIGURATION).isEmpty());
        configuration.putObject("metadata");
        setUsual(configuration);
        take(configuration, call);
        account.store(configuration);
        account.announce("billing_portal.configuration.created", configuration);
        return configuration;
    }

    public JsonNode get(Call call) {
        return account.require(CONFIGURATION, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(CONFIGURATION), "active", "is_default");
    }

    public JsonNode update(Call call) {
        refuseSwitching(call);
        var configuration = account.require(CONFIGURATION, call.id(), "id");
        account.change(configuration, "billing_portal.configuration.updated", it -> {
            take(it, call);
            it.put("updated", account.now());
        });
        return configuration;
    }

    ObjectNode usual() {
        return account.all(CONFIGURATION).stream()
                .filter(it -> it.path("is_default").asBoolean())
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("No configuration provided and your test mode default configuration"
                        + " has not been created. Provide a configuration or create your default."));
    }

    private void take(ObjectNode configuration, Call call) {
        account.assign(configuration, call.params(), "active", "default_return_url", "metadata", "name");
        account.assign(configuration, call.params(), "business_profile", "login_page");
        for (var feature : call.param(FEATURES).properties()) {
            var target = configuration.withObject(FEATURES).withObject(feature.getKey());
            target.setAll((ObjectNode) feature.getValue());
        }
    }

    private static void setUsual(ObjectNode configuration) {
        var features = configuration.withObject(FEATURES);
        features.withObject("subscription_cancel").put("mode", "at_period_end").put("proration_behavior", "none");
        features.withObject("subscription_cancel")
                .withObject("cancellation_reason")
                .put("enabled", false);
        features.withObject("subscription_update")
                .put("proration_behavior", "none")
                .put("billing_cycle_anchor", "unchanged")
                .put("trial_update_behavior", "end_trial");
    }

    private static void refuseSwitching(Call call) {
        var switching =
                call.param(FEATURES).path("subscription_update").path("enabled").asBoolean();
        var atOnce = Json.is(call.param(FEATURES).path("subscription_cancel"), "mode", "immediately");
        Map.of("features[subscription_update][enabled]", switching, "features[subscription_cancel][mode]", atOnce)
                .forEach((param, asked) -> {
                    if (asked) {
                        throw ApiError.invalid(
                                param,
                                "The stand-in's portal cancels at the end of the period and does"
                                        + " not switch plans.");
                    }
                });
    }
}
