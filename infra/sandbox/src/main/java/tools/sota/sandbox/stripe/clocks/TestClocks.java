package tools.sota.sandbox.stripe.clocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Settlement;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/test_helpers/test_clocks`. Stripe advances in the background; here everything is done when the call returns,
/// whose answer still says `advancing`.
public final class TestClocks {
    private static final String FROZEN = "frozen_time";
    private static final long LIFE = Duration.ofDays(30).toSeconds();

    private final Account account;
    private final Settlement settlement;

    public TestClocks(Account account, Settlement settlement) {
        this.account = account;
        this.settlement = settlement;
    }

    public JsonNode create(Call call) {
        var clock = account.blank(Time.CLOCK).put("status", "ready").put("deletes_after", account.now() + LIFE);
        account.assign(clock, call.params(), FROZEN, "name");
        account.store(clock);
        account.announce("test_helpers.test_clock.created", clock);
        return clock;
    }

    public JsonNode get(Call call) {
        return require(call);
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(Time.CLOCK));
    }

    public JsonNode advance(Call call) {
        var clock = require(call);
        var target = call.param(FROZEN).asLong();
        if (target <= Json.number(clock, FROZEN)) {
            throw ApiError.invalid(FROZEN, "A test clock only moves forward.");
        }
        account.edit(clock, it -> it.put(FROZEN, target).put("status", "advancing"));
        account.announce("test_helpers.test_clock.advancing", clock);
        var answer = clock.deepCopy();
        settlement.settle();
        account.edit(clock, it -> it.put("status", "ready"));
        account.announce("test_helpers.test_clock.ready", clock);
        return answer;
    }

    /// Its customers and their subscriptions go with it.
    public JsonNode delete(Call call) {
        var clock = require(call);
        for (var kind : new String[] {"customer", "subscription", "invoice"}) {
            account.all(kind).stream()
                    .filter(object -> Json.is(object, "test_clock", call.id()))
                    .forEach(account::remove);
        }
        account.remove(clock);
        account.announce("test_helpers.test_clock.deleted", clock);
        return Json.object().put("id", call.id()).put("object", Time.CLOCK).put("deleted", true);
    }

    private ObjectNode require(Call call) {
        return account.require(Time.CLOCK, call.id(), "id");
    }
}
