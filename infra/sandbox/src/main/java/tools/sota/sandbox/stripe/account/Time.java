package tools.sota.sandbox.stripe.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.sota.sandbox.stripe.json.Json;

/// The stand-in's one clock: the given source, moved forward by what the control asked for. While something that was
/// due
/// earlier is caught up with, the time is the moment it was due, so the result does not depend on when anybody looked.
public final class Time {
    /// The kind of a clock that some customers have of their own.
    public static final String CLOCK = "test_helpers.test_clock";

    private static final String TABLE = "time";

    private final InstantSource source;
    private final Store store;
    private OptionalLong replayed = OptionalLong.empty();

    public Time(InstantSource source, Store store) {
        this.source = source;
        this.store = store;
    }

    public long now() {
        return replayed.orElseGet(this::present);
    }

    /// The time that has come, whatever is being caught up with.
    public long present() {
        return source.instant().getEpochSecond() + lead();
    }

    /// The time that has come for one customer.
    public long presentOf(String customer) {
        return ownClock(customer).orElseGet(this::present);
    }

    /// Does something at the customer's own time, if they have one.
    public <T> T as(String customer, Supplier<T> action) {
        var own = ownClock(customer);
        return own.isPresent() ? at(own.get(), action) : action.get();
    }

    private Optional<Long> ownClock(String customer) {
        return store.find("customer", customer)
                .flatMap(found -> Json.optional(found, "test_clock"))
                .flatMap(clock -> store.find(CLOCK, clock))
                .map(clock -> Json.number(clock, "frozen_time"));
    }

    public void advanceTo(Instant target) {
        var ahead = target.getEpochSecond() - present();
        if (ahead < 0) {
            throw new IllegalArgumentException("Time only moves forward, and " + target + " is in the past");
        }
        store.setting(TABLE).put("lead", lead() + ahead);
        store.touch();
    }

    public <T> T at(long moment, Supplier<T> action) {
        var outer = replayed;
        replayed = OptionalLong.of(moment);
        try {
            return action.get();
        } finally {
            replayed = outer;
        }
    }

    private long lead() {
        return Json.number(store.setting(TABLE), "lead");
    }
}
