package tools.sota;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import tools.sota.accounts.AccountsFeature;
import tools.sota.billing.BillingFeature;
import tools.sota.keys.KeysFeature;
import tools.sota.notify.NotifyFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Schedule;
import tools.sota.platform.Schedule.Job;
import tools.sota.usage.UsageFeature;

/// Every scheduled task on one page: name, pause between two runs, what it runs.
final class Jobs {
    private Jobs() {}

    /// The features that have something to do by themselves.
    record Work(
            NotifyFeature mail,
            AccountsFeature accounts,
            KeysFeature keys,
            UsageFeature usage,
            BillingFeature billing,
            Idempotency idempotency) {}

    static Schedule start(Database database, Clock clock, Work work) {
        return Schedule.start(
                database.dataSource(),
                clock,
                List.of(
                        new Job("send-mail", Duration.ofSeconds(10), work.mail().sender()::sendDue),
                        new Job(
                                "publish-key-versions",
                                Duration.ofSeconds(5),
                                work.keys().versions()::publishLate),
                        new Job(
                                "make-ledger-partitions",
                                Duration.ofDays(1),
                                work.usage().partitions()::makeAhead),
                        new Job(
                                "work-off-stripe-events",
                                Duration.ofMinutes(1),
                                work.billing().work()::drain),
                        new Job(
                                "fetch-missing-stripe-events",
                                Duration.ofMinutes(5),
                                work.billing().work()::reconcile),
                        new Job(
                                "sweep-subscriptions",
                                Duration.ofDays(1),
                                work.billing().work()::sweep),
                        new Job(
                                "forget-stripe-payloads",
                                Duration.ofDays(1),
                                work.billing().work()::forgetOld),
                        new Job("forget-idempotency-keys", Duration.ofHours(1), work.idempotency()::forgetOld),
                        new Job(
                                "delete-pending-accounts",
                                Duration.ofHours(1),
                                work.accounts().pending()::sweep),
                        new Job(
                                "delete-expired-tokens",
                                Duration.ofHours(6),
                                work.accounts().expired()::sweep)));
    }
}
