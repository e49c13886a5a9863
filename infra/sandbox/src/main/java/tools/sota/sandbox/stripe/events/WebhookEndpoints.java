package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Where events are sent to. The secret is shown only in the answer that creates an endpoint.
public final class WebhookEndpoints {
    static final String TABLE = "webhook_endpoint";
    private static final String SECRETS = "secrets";

    private final Account account;
    private final String apiVersion;

    public WebhookEndpoints(Account account, String apiVersion) {
        this.account = account;
        this.apiVersion = apiVersion;
    }

    public JsonNode create(Call call) {
        var version = call.text("api_version").orElse(apiVersion);
        if (!version.equals(apiVersion)) {
            throw ApiError.invalid("api_version", "The stand-in renders events in " + apiVersion + " only");
        }
        var endpoint = make(call.text("url").orElseThrow(), "whsec_" + Ids.random(32));
        account.assign(endpoint, call.params(), "enabled_events", "description", "metadata");
        return endpoint.deepCopy().put("secret", secrets(endpoint).getFirst());
    }

    public JsonNode get(Call call) {
        return account.require(TABLE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(TABLE));
    }

    public JsonNode update(Call call) {
        var endpoint = account.require(TABLE, call.id(), "id");
        account.edit(endpoint, it -> {
            account.assign(it, call.params(), "url", "enabled_events", "description", "metadata");
            if (call.has("disabled")) {
                it.put("status", call.flag("disabled") ? "disabled" : "enabled");
            }
        });
        return endpoint;
    }

    public JsonNode delete(Call call) {
        account.remove(account.require(TABLE, call.id(), "id"));
        return Json.object().put("id", call.id()).put("object", TABLE).put("deleted", true);
    }

    /// Makes the endpoint with this address, or gives the one there is this secret.
    public ObjectNode use(URI url, String secret) {
        var known = find(url);
        known.ifPresent(
                endpoint -> account.note(endpoint).set(SECRETS, Json.array().add(secret)));
        return known.orElseGet(() -> make(url.toString(), secret));
    }

    /// From now on the new secret signs as well, as while a secret is rolled; `retire` ends the old ones.
    public void roll(URI url, String secret) {
        account.note(at(url)).withArray(SECRETS).insert(0, secret);
    }

    public void retire(URI url) {
        var endpoint = at(url);
        var newest = secrets(endpoint).getFirst();
        account.note(endpoint).set(SECRETS, Json.array().add(newest));
    }

    private ObjectNode at(URI url) {
        return find(url).orElseThrow(() -> new IllegalArgumentException("No webhook endpoint at " + url));
    }

    private Optional<ObjectNode> find(URI url) {
        return account.all(TABLE).stream()
                .filter(endpoint -> Json.is(endpoint, "url", url.toString()))
                .findFirst();
    }

    List<String> secrets(ObjectNode endpoint) {
        return Json.texts(account.note(endpoint).path(SECRETS));
    }

    private ObjectNode make(String url, String secret) {
        var endpoint =
                account.blank(TABLE).put("url", url).put("status", "enabled").put("api_version", apiVersion);
        endpoint.withArray("enabled_events").add("*");
        account.store(endpoint);
        account.note(endpoint).set(SECRETS, Json.array().add(secret));
        return endpoint;
    }
}
