package tools.sota.billing.overage;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.subscriptions.BeyondPlan;
import tools.sota.catalog.Catalog;
import tools.sota.limits.CountedCalls;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;

/// Says how many calls may pass beyond a plan's, and keeps the terms of the month for the time when it is billed.
public final class Overage implements BeyondPlan {
    private final Catalog catalog;
    private final Entitlements entitlements;
    private final CountedCalls counted;
    private final Clock clock;

    public Overage(Catalog catalog, Entitlements entitlements, CountedCalls counted, Clock clock) {
        this.catalog = catalog;
        this.entitlements = entitlements;
        this.counted = counted;
        this.clock = clock;
    }

    @Override
    public long allow(Handle transaction, UUID account, Running running) {
        var rows = transaction.attach(OverageRows.class);
        var month = Period.anniversary(running.anchor(), clock.instant());
        rows.cut(account, month.start());
        var plan = catalog.find(running.plan()).orElseThrow();
        var cap = rows.cap(account);
        var micros = plan.overageMicrosPerCall();
        if (!running.isPaid() || micros == null || cap.isEmpty() || rows.owes(account)) {
            return 0;
        }
        var price = new CallPrice(micros, cap.get().currency());
        long calls = price.callsFor(cap.get().amount());
        long included = entitlements.included(account, plan.id());
        rows.note(new OverageTerms(
                account, month.start(), month.end(), plan.id(), included, calls, micros, price.currency()));
        return calls;
    }

    @Override
    public void end(Handle transaction, UUID account) {
        transaction.attach(OverageRows.class).cut(account, clock.instant());
    }

    /// Calls of the month that were counted so far.
    long counted(UUID account, Instant periodStart) {
        return counted.count(account, Environment.LIVE, periodStart).calls() + entitlements.taken(account, periodStart);
    }
}
