package tools.sota.sandbox.stripe.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// A customer's visit to the portal, perhaps for one thing only (a flow).
public final class PortalSessions {
    public static final String SESSION = "billing_portal.session";
    private static final String FLOW = "flow_data";
    private static final List<String> FLOWS = List.of("subscription_cancel", "payment_method_update");

    private final Account account;
    private final Configurations configurations;
    private final Links links;

    public PortalSessions(Account account, Configurations configurations, Links links) {
        this.account = account;
        this.configurations = configurations;
        this.links = links;
    }

    public JsonNode create(Call call) {
        call.refuse("on_behalf_of", "customer_account");
        var customer = call.text("customer")
                .orElseThrow(
                        () -> ApiError.invalid("parameter_missing", "customer", "Missing required param: customer."));
        account.require("customer", customer, "customer");
        var configuration = call.text("configuration")
                .map(id -> account.require(Configurations.CONFIGURATION, id, "configuration"))
                .orElseGet(configurations::usual);
        var session = account.blank(SESSION).put("customer", customer);
        session.set("configuration", configuration.path("id"));
        session.set("return_url", configuration.path("default_return_url"));
        account.assign(session, call.params(), "return_url", "locale");
        if (call.param(FLOW) instanceof ObjectNode flow) {
            checkFlow(flow, configuration);
            session.set("flow", account.shaped(SESSION, "flow", withEnd(flow.deepCopy())));
        }
        session.put("url", links.portal(Json.text(session, "id")));
        account.store(session);
        account.announce("billing_portal.session.created", session);
        return session;
    }

    /// The configuration that a visit is bound to.
    public ObjectNode configurationOf(ObjectNode session) {
        return account.require(Configurations.CONFIGURATION, Json.text(session, "configuration"), "configuration");
    }

    private void checkFlow(ObjectNode flow, ObjectNode configuration) {
        var type = Json.text(flow, "type");
        if (!FLOWS.contains(type)) {
            throw ApiError.invalid("flow_data[type]", "The stand-in's portal has no flow `" + type + "`.");
        }
        if (!configuration.path("features").path(type).path("enabled").asBoolean()) {
            throw ApiError.invalid(
                    "flow_data[type]", "This flow is not available because the `" + type + "` feature is disabled.");
        }
        Json.optional(flow.path(type), "subscription")
                .ifPresent(id -> account.require("subscription", id, "flow_data[" + type + "][subscription]"));
    }

    private static ObjectNode withEnd(ObjectNode flow) {
        if (!flow.has("after_completion")) {
            flow.putObject("after_completion").put("type", "portal_homepage");
        }
        return flow;
    }
}
