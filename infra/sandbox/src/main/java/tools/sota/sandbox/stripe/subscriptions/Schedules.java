package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/subscription_schedules`: what a subscription will cost in phases. The stand-in changes phases where a period
/// ends, and nowhere else.
public final class Schedules implements Agenda {
    static final String SCHEDULE = "subscription_schedule";
    private static final String SUBSCRIPTION = "subscription";
    private static final String UPDATED = "subscription_schedule.updated";
    private static final String PHASES = "phases";
    private static final String PHASE = "current_phase";
    private static final String STATUS = "status";

    private final Account account;
    private final Starts starts;
    private final Phases phases;
    private final Cancellations cancellations;
    private final ScheduleEnds ends;

    Schedules(Account account, Starts starts, Phases phases, Cancellations cancellations) {
        this.account = account;
        this.starts = starts;
        this.phases = phases;
        this.cancellations = cancellations;
        this.ends = new ScheduleEnds(account);
    }

    public JsonNode create(Call call) {
        var schedule = account.blank(SCHEDULE).put("end_behavior", "release");
        schedule.putObject("metadata");
        schedule.withObject("billing_mode").put("type", "flexible");
        var usual = schedule.withObject("default_settings").put("billing_cycle_anchor", "automatic");
        usual.put("collection_method", "charge_automatically");
        usual.withObject("invoice_settings").withObject("issuer").put("type", "self");
        account.assign(schedule, call.params(), "end_behavior", "metadata");
        call.text("from_subscription").ifPresentOrElse(id -> follow(schedule, call, id), () -> promise(schedule, call));
        return schedule;
    }

    public JsonNode get(Call call) {
        return require(call);
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(SCHEDULE), "customer");
    }

    public JsonNode update(Call call) {
        var schedule = requireOpen(call);
        if (call.has(PHASES)) {
            var given = Json.objects(call.param(PHASES));
            var start = Json.number(schedule.path(PHASES).path(0), "start_date");
            var asked = given.getFirst().path("start_date");
            if (!asked.isNumber() || asked.asLong() != start) {
                throw ApiError.invalid(
                        "phases[0][start_date]", "You can not modify the start date of the current phase.");
            }
            var made = phases.of(given, start);
            account.change(schedule, UPDATED, it -> setPhases(it, made));
        }
        account.change(schedule, UPDATED, it -> account.assign(it, call.params(), "end_behavior", "metadata"));
        return schedule;
    }

    public JsonNode release(Call call) {
        var schedule = requireOpen(call);
        release(schedule);
        return schedule;
    }

    public JsonNode cancel(Call call) {
        var schedule = requireOpen(call);
        Json.optional(schedule, SUBSCRIPTION)
                .flatMap(id -> account.find(SUBSCRIPTION, id))
                .ifPresentOrElse(
                        it -> cancellations.now(it, "cancellation_requested"), () -> cancellations.close(schedule));
        return schedule;
    }

    /// Schedules that have not begun, and those whose end, a week ahead, also ends the subscription.
    @Override
    public Stream<Due> coming() {
        return account.all(SCHEDULE).stream().flatMap(schedule -> switch (Json.text(schedule, STATUS)) {
            case "not_started" ->
                Stream.of(new Due(
                        Json.number(schedule.path(PHASES).path(0), "start_date"),
                        Json.text(schedule, "customer"),
                        () -> beginOrGiveUp(schedule)));
            case "active" -> ends.expiry(schedule);
            default -> Stream.empty();
        });
    }

    /// What cannot begin, because its customer is gone for example, must not stay due: it would stop everything.
    private void beginOrGiveUp(ObjectNode schedule) {
        try {
            begin(schedule);
        } catch (ApiError impossible) {
            cancellations.close(schedule);
        }
    }

    /// At the end of a subscription's period: the phase that begins there, if one does.
    ///
    /// @return false when the schedule ends the subscription there
    boolean enterNext(ObjectNode subscription, long moment) {
        var found = Json.optional(subscription, "schedule").flatMap(id -> account.find(SCHEDULE, id));
        if (found.isEmpty() || Json.number(found.get().path(PHASE), "end_date") > moment) {
            return true;
        }
        var schedule = found.get();
        var next = Json.objects(schedule.path(PHASES)).stream()
                .filter(phase -> Json.number(phase, "start_date") == moment)
                .findFirst();
        if (next.isPresent()) {
            phases.apply(subscription, next.get());
            account.change(schedule, UPDATED, it -> setCurrent(it, next.get()));
            return true;
        }
        ends.complete(schedule);
        return !Json.is(schedule, "end_behavior", "cancel");
    }

    private void follow(ObjectNode schedule, Call call, String id) {
        if (call.has(PHASES)) {
            throw ApiError.invalid(PHASES, "You cannot set `phases` if `from_subscription` is set.");
        }
        var subscription = account.require(SUBSCRIPTION, id, "from_subscription");
        if (Subscriptions.hasEnded(subscription)) {
            throw ApiError.invalid("from_subscription", "You cannot migrate a subscription that is canceled.");
        }
        Json.optional(subscription, "schedule").ifPresent(other -> {
            throw ApiError.invalid(
                    "from_subscription",
                    "You cannot migrate a subscription that is already attached to a schedule: `" + other + "`.");
        });
        schedule.set("customer", subscription.path("customer"));
        schedule.set("test_clock", subscription.path("test_clock"));
        setPhases(schedule, phases.running(subscription));
        start(schedule, subscription);
        account.store(schedule);
        account.announce("subscription_schedule.created", schedule);
        mark(subscription, schedule);
    }

    private void promise(ObjectNode schedule, Call call) {
        var customer = account.require("customer", call.text("customer").orElse(""), "customer");
        schedule.set("customer", customer.path("id"));
        schedule.set("test_clock", customer.path("test_clock"));
        var wished = call.param("start_date");
        var start = wished.isNumber() ? wished.asLong() : account.now();
        setPhases(schedule, phases.of(Json.objects(call.param(PHASES)), start));
        schedule.put(STATUS, "not_started").putNull(PHASE);
        account.store(schedule);
        account.announce("subscription_schedule.created", schedule);
        if (start <= account.now()) {
            begin(schedule);
        }
    }

    private void begin(ObjectNode schedule) {
        var first = schedule.path(PHASES).path(0);
        var params = Json.object();
        params.set("customer", schedule.path("customer"));
        params.set("items", phases.items(first));
        var subscription = starts.start(params, Presence.ABSENT);
        account.change(schedule, UPDATED, it -> start(it, subscription));
        mark(subscription, schedule);
    }

    private static void start(ObjectNode schedule, ObjectNode subscription) {
        schedule.set(SUBSCRIPTION, subscription.path("id"));
        setCurrent(schedule.put(STATUS, "active"), (ObjectNode)
                schedule.path(PHASES).path(0));
    }

    private void mark(ObjectNode subscription, ObjectNode schedule) {
        account.change(subscription, "customer.subscription.updated", it -> it.set("schedule", schedule.path("id")));
    }

    private void release(ObjectNode schedule) {
        var subscription = account.find(SUBSCRIPTION, Json.text(schedule, SUBSCRIPTION));
        account.edit(schedule, it -> {
            it.set("released_subscription", it.path(SUBSCRIPTION));
            it.put(STATUS, "released").put("released_at", account.now()).putNull(SUBSCRIPTION);
            it.putNull(PHASE);
        });
        account.announce("subscription_schedule.released", schedule);
        subscription.ifPresent(
                it -> account.change(it, "customer.subscription.updated", one -> one.putNull("schedule")));
    }

    private void setPhases(ObjectNode schedule, ArrayNode made) {
        schedule.set(PHASES, account.shaped(SCHEDULE, PHASES, made));
    }

    private static void setCurrent(ObjectNode schedule, ObjectNode phase) {
        var current = schedule.putObject(PHASE);
        current.set("start_date", phase.path("start_date"));
        current.set("end_date", phase.path("end_date"));
    }

    private ObjectNode require(Call call) {
        return account.require(SCHEDULE, call.id(), "id");
    }

    private ObjectNode requireOpen(Call call) {
        var schedule = require(call);
        var status = Json.text(schedule, STATUS);
        if (!status.equals("active") && !status.equals("not_started")) {
            throw ApiError.invalid("You cannot change a subscription schedule that is " + status + ".");
        }
        return schedule;
    }
}
