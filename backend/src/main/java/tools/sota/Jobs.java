package tools.sota;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import tools.sota.accounts.AccountsFeature;
import tools.sota.billing.BillingFeature;
import tools.sota.keys.KeysFeature;
import tools.sota.notify.NotifyFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Schedule;
import tools.sota.platform.Schedule.Job;
import tools.sota.usage.UsageFeature;
import tools.sota.usage.parts.UsageParts;

/// Every scheduled task on one page: name, pause between two runs, what it runs.
final class Jobs {
    private Jobs() {}

    /// The features that have something to do by themselves.
    record Work(
            NotifyFeature mail,
            AccountsFeature accounts,
            KeysFeature keys,
            UsageFeature usage,
            UsageParts usageParts,
            BillingFeature billing,
            Idempotency idempotency) {}

    static Schedule start(Database database, Clock clock, Work work) {
        var jobs = new ArrayList<Job>();
        var mail = work.mail();
        jobs.add(new Job("send-mail", Duration.ofSeconds(10), mail.sender()::sendDue));
        jobs.add(new Job("forget-sent-mail", Duration.ofDays(1), mail.outbox()::forgetOld));
        var accounts = work.accounts();
        jobs.add(new Job("delete-pending-accounts", Duration.ofHours(1), accounts.pending()::sweep));
        jobs.add(new Job("delete-expired-tokens", Duration.ofHours(6), accounts.expired()::sweep));
        jobs.add(new Job(
                "forget-old-invitations", Duration.ofDays(1), accounts.team().expired()));
        var versions = work.keys().versions();
        jobs.add(new Job("publish-key-versions", Duration.ofSeconds(5), versions::publishLate));
        jobs.add(
                new Job("forget-old-key-habits", Duration.ofDays(1), work.keys().watch()::forgetOld));
        jobs.add(new Job("forget-idempotency-keys", Duration.ofHours(1), work.idempotency()::forgetOld));
        var partitions = work.usage().partitions();
        jobs.add(new Job("make-ledger-partitions", Duration.ofDays(1), partitions::makeAhead));
        var parts = work.usageParts();
        jobs.add(new Job(
                "trim-decisions", Duration.ofMinutes(5), parts.decisions().decisions()::trim));
        jobs.add(new Job("drop-old-usage-rows", Duration.ofDays(1), parts.ledgerRetention()::dropOld));
        jobs.add(new Job("drop-old-events", Duration.ofDays(1), parts.eventRetention()::dropOld));
        jobs.add(new Job("forecast-quotas", Duration.ofHours(1), parts.alerts().forecast()::look));
        jobs.add(new Job("reconcile-usage", Duration.ofDays(1), parts.reconciliation()::nightly));
        var ingest = parts.ingest();
        jobs.add(new Job("make-event-partitions", Duration.ofDays(1), ingest.partitions()::makeAhead));
        jobs.add(new Job("forget-seen-events", Duration.ofDays(1), ingest.ingest()::forgetSeen));
        var billing = work.billing().work();
        jobs.add(new Job("work-off-stripe-events", Duration.ofMinutes(1), billing::drain));
        jobs.add(new Job("fetch-missing-stripe-events", Duration.ofMinutes(5), billing::reconcile));
        jobs.add(new Job("carry-out-plan-commands", Duration.ofMinutes(1), billing::changePlans));
        jobs.add(new Job("carry-out-paybacks", Duration.ofMinutes(1), billing::payBack));
        jobs.add(new Job("bill-overage", Duration.ofMinutes(1), billing::bookOverage));
        jobs.add(new Job("carry-out-contracts", Duration.ofMinutes(1), billing::carryOutContracts));
        jobs.add(new Job("reconcile-with-stripe", Duration.ofDays(1), billing::reconcileWithStripe));
        jobs.add(new Job("sweep-subscriptions", Duration.ofDays(1), billing::sweep));
        jobs.add(new Job("forget-stripe-payloads", Duration.ofDays(1), billing::forgetOld));
        return Schedule.start(database.dataSource(), clock, jobs);
    }
}
