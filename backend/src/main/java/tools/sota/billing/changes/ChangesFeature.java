package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.billing.invoices.PaidValue;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripePrices;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.Catalog;
import tools.sota.limits.CountedCalls;
import tools.sota.limits.Entitlements;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// The parts of plan changes that the rest of billing uses.
///
/// @param resumeWaiting carries out commands that a crash or an outage left
/// @param forgetOld forgets previews and commands that nobody asks for any more
public record ChangesFeature(ChangesApi api, Runnable resumeWaiting, Runnable forgetOld) {
    private static final Duration KEPT = Duration.ofDays(90);

    /// Everything plan changes stand on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            PaidValue paid,
            Parking parking,
            CountedCalls counted,
            Entitlements entitlements,
            Catalog catalog,
            Outbox outbox,
            Accounts accounts,
            String publicUrl,
            Ids ids,
            Clock clock) {}

    /// What an upgrade's wait for its payment leads to; after the part that reads subscriptions.
    public static SyncPart part(Database database, Entitlements entitlements, Clock clock) {
        database.rows(UpgradeCredit.class);
        return new WaitedCalls(entitlements, clock);
    }

    public static ChangesFeature create(Needs needs) {
        var jdbi = needs.database().rows(Preview.class, PlanCommand.class).jdbi();
        var running =
                new RunningPlans(needs.current(), needs.paid(), needs.counted(), needs.entitlements(), needs.catalog());
        var credit = new CreditProduct(needs.stripe(), needs.catalog().tax());
        var stripe = new StripeChanges(needs.stripe(), credit);
        var invoices = new StripePreviews(needs.stripe(), credit);
        var book = new PreviewBook(jdbi, running, invoices, needs.clock());
        var prices = new StripePrices(needs.stripe());
        var previewer = new Previewer(book, running, prices, invoices, needs.ids(), needs.clock());
        var changer = new PlanChanger(
                jdbi,
                needs.current(),
                book,
                new Turn(needs.lock(), needs.customers(), needs.sync()),
                new PlanDeeds(needs.current(), book, stripe, needs.parking()),
                new CommandLetters(needs.outbox(), needs.accounts(), needs.publicUrl()),
                new PlanChanger.Tools(needs.ids(), needs.clock()));
        return new ChangesFeature(
                new ChangesApi(needs.catalog(), previewer, changer),
                changer::resumeWaiting,
                () -> forgetBefore(jdbi, needs.clock().instant().minus(KEPT)));
    }

    private static void forgetBefore(Jdbi jdbi, Instant before) {
        jdbi.useExtension(Previews.class, previews -> previews.deleteBefore(before));
        jdbi.useExtension(PlanCommands.class, commands -> commands.deleteBefore(before));
    }
}
