package tools.sota.sandbox.stripe.tax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/tax/settings`, `/v1/tax/registrations` and the rates that came of them. The merchant sits in the United States
/// and is registered nowhere until somebody says otherwise, so nothing is taxed.
public final class TaxAccount {
    static final String RATE = "tax_rate";
    private static final String SETTINGS = "tax.settings";
    private static final String REGISTRATION = "tax.registration";
    private static final String DEFAULTS = "defaults";
    private static final String HEAD_OFFICE = "head_office";

    private final Account account;

    public TaxAccount(Account account) {
        this.account = account;
    }

    public JsonNode settings(Call call) {
        return settings();
    }

    public JsonNode change(Call call) {
        var settings = settings();
        account.change(settings, "tax.settings.updated", it -> {
            call.param(DEFAULTS)
                    .properties()
                    .forEach(given -> it.withObject(DEFAULTS).set(given.getKey(), given.getValue()));
            account.assign(it, call.params(), HEAD_OFFICE);
        });
        return settings;
    }

    public JsonNode register(Call call) {
        var country = call.text("country").orElseThrow();
        var options = call.param("country_options");
        if (!options.has(country.toLowerCase(Locale.ROOT))) {
            throw ApiError.invalid("country_options", "The options of a registration are those of its country.");
        }
        var made = account.blank(REGISTRATION).put("country", country);
        made.put("active_from", call.param("active_from").asLong(account.now()));
        made.set("country_options", account.shaped(REGISTRATION, "country_options", options));
        account.assign(made, call.params(), "expires_at");
        account.store(made);
        return standing(made);
    }

    public JsonNode get(Call call) {
        return standing(account.require(REGISTRATION, call.id(), "id"));
    }

    public JsonNode list(Call call) {
        var status = call.text("status").orElse("active");
        account.all(REGISTRATION).forEach(this::standing);
        return Listing.page(
                call, account.all(REGISTRATION), it -> status.equals("all") || Json.is(it, "status", status));
    }

    public JsonNode update(Call call) {
        var found = account.require(REGISTRATION, call.id(), "id");
        account.edit(found, it -> {
            if (call.has("active_from")) {
                it.put("active_from", call.param("active_from").asLong(account.now()));
            }
            if (call.has("expires_at")) {
                it.put("expires_at", call.param("expires_at").asLong(account.now()));
            }
        });
        return standing(found);
    }

    public JsonNode rate(Call call) {
        return account.require(RATE, call.id(), "id");
    }

    public JsonNode rates(Call call) {
        return Listing.page(call, account.all(RATE));
    }

    String homeCountry() {
        return settings().at("/head_office/address/country").asText();
    }

    String usualBehavior(String currency) {
        var usual = settings().at("/defaults/tax_behavior").asText("exclusive");
        if (!usual.equals("inferred_by_currency")) {
            return usual;
        }
        return currency.equals("usd") || currency.equals("cad") ? "exclusive" : "inclusive";
    }

    /// Whether tax is collected there now. One registration with the union's one-stop shop stands for all of it.
    boolean collectsIn(String country, String state) {
        return account.all(REGISTRATION).stream()
                .filter(it -> Json.is(standing(it), "status", "active"))
                .anyMatch(it -> covers(it, country, state));
    }

    private static boolean covers(ObjectNode registration, String country, String state) {
        var at = Json.text(registration, "country");
        var options = registration.path("country_options").path(at.toLowerCase(Locale.ROOT));
        if (at.equals("US")) {
            return country.equals("US") && Json.is(options, "state", state);
        }
        var isUnionWide = Json.optional(options, "type").orElse("").startsWith("oss");
        return at.equals(country) || (isUnionWide && Rates.isInUnion(country));
    }

    private ObjectNode standing(ObjectNode registration) {
        var now = account.now();
        var isOver =
                Json.moment(registration, "expires_at").filter(at -> at <= now).isPresent();
        var isComing = Json.number(registration, "active_from") > now;
        return registration.put("status", isOver ? "expired" : isComing ? "scheduled" : "active");
    }

    private ObjectNode settings() {
        return account.find(SETTINGS, SETTINGS).orElseGet(this::fresh);
    }

    private ObjectNode fresh() {
        var settings = account.bare(SETTINGS).put("id", SETTINGS).put("status", "active");
        settings.putObject("status_details").putObject("active");
        settings.withObject(DEFAULTS).put("provider", "stripe").put("tax_behavior", "exclusive");
        var office = Json.object();
        office.putObject("address").put("country", "US").put("state", "CA").put("postal_code", "94103");
        settings.set(HEAD_OFFICE, account.shaped(SETTINGS, HEAD_OFFICE, office));
        account.store(settings);
        settings.remove("id");
        return settings;
    }
}
