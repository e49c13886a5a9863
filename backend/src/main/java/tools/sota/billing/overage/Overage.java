package tools.sota.billing.overage;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.packs.Packs;
import tools.sota.billing.subscriptions.BeyondPlan;
import tools.sota.catalog.Catalog;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;

/// Says how many calls may pass beyond a plan's, and keeps the terms of the month for the time when it is billed.
public final class Overage implements BeyondPlan {
    private final Catalog catalog;
    private final Entitlements entitlements;
    private final Packs packs;
    private final Clock clock;

    public Overage(Catalog catalog, Entitlements entitlements, Packs packs, Clock clock) {
        this.catalog = catalog;
        this.entitlements = entitlements;
        this.packs = packs;
        this.clock = clock;
    }

    @Override
    public long allow(Handle transaction, UUID account, Running running) {
        var rows = transaction.attach(OverageRows.class);
        var month = Period.anniversary(running.anchor(), clock.instant());
        rows.cut(account, month.start());
        packs.cut(transaction, account, month.start());
        var plan = catalog.find(running.plan()).orElseThrow();
        long included = entitlements.included(account, plan.id());
        long prepaid = packs.allow(transaction, account, month, included);
        var cap = rows.cap(account);
        var micros = plan.overageMicrosPerCall();
        if (!running.isPaid() || micros == null || cap.isEmpty() || rows.owes(account)) {
            return prepaid;
        }
        var price = new CallPrice(micros, cap.get().currency());
        long calls = price.callsFor(cap.get().amount());
        rows.note(new OverageTerms(
                account, month.start(), month.end(), plan.id(), included, calls, micros, price.currency()));
        return prepaid + calls;
    }

    @Override
    public long end(Handle transaction, UUID account, boolean isSuspended) {
        var now = clock.instant();
        transaction.attach(OverageRows.class).cut(account, now);
        var free = catalog.free().id();
        var month = Period.calendarMonth(now);
        packs.cut(transaction, account, now);
        return isSuspended ? 0 : packs.allow(transaction, account, month, entitlements.included(account, free));
    }

    /// Calls of the month that were counted so far, whoever pays for them.
    long counted(UUID account, Instant periodStart) {
        return packs.calls(account, periodStart);
    }

    /// Those of the calls that are billed: beyond the plan's and the packs'.
    ///
    /// @param calls that were counted before the transaction
    long billed(Handle transaction, OverageTerms terms, long calls) {
        return terms.beyondOf(calls - packs.drawn(transaction, terms.accountId(), terms.periodStart(), calls));
    }
}
