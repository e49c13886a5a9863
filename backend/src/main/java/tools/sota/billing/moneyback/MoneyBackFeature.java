package tools.sota.billing.moneyback;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.MoneyBack;
import tools.sota.limits.Entitlements;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;

/// The parts of money back that routes and jobs use.
///
/// @param resume carries out what a crash or an outage left
public record MoneyBackFeature(RefundsApi refunds, GuaranteeApi guarantee, Runnable resume) {
    /// What keeping charges and refunds stands on.
    ///
    /// @param team whom to tell of disputes
    /// @param closePages closes what an account could type cards into
    public record Keeping(
            Database database,
            StripeDesk stripe,
            Accounts accounts,
            Outbox outbox,
            Supplier<List<String>> team,
            CardTesting testing,
            Consumer<UUID> closePages,
            String publicUrl,
            Clock clock) {}

    /// Everything paying back stands on.
    ///
    /// @param sync reads again from Stripe what the account has there
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Consumer<AccountLock.Held> sync,
            Entitlements entitlements,
            Accounts accounts,
            MoneyBack rule,
            Secrets secrets,
            Ids ids,
            Clock clock) {}

    /// Keeps charges and refunds up to date; made first, because paying back starts the very sync that it is part of.
    public static SyncPart part(Keeping needs) {
        var jdbi = needs.database().rows(Charge.class, Refund.class).jdbi();
        var letters = new RefundLetters(needs.outbox(), needs.accounts(), needs.publicUrl());
        var objections = new Objections(
                jdbi,
                new StripeObjections(needs.stripe()),
                needs.outbox(),
                needs.team(),
                needs.publicUrl(),
                needs.clock());
        return new MoneyPart(
                jdbi,
                new StripeMoney(needs.stripe()),
                objections,
                needs.testing(),
                needs.closePages(),
                letters,
                needs.clock());
    }

    /// What paying back by hand stands on.
    ///
    /// @param sync reads again from Stripe what the account has there
    public record Desk(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Consumer<AccountLock.Held> sync,
            Ids ids,
            Clock clock) {}

    /// Refunds without the rest, for a command.
    public static Refunds refunds(Desk desk) {
        var jdbi = desk.database().rows(Payback.class, PaybackRows.Paid.class).jdbi();
        var paybacks =
                new Paybacks(jdbi, new StripeMoney(desk.stripe()), desk.lock(), desk.sync(), desk.ids(), desk.clock());
        return new Refunds(jdbi, paybacks, desk.lock());
    }

    public static MoneyBackFeature create(Needs needs) {
        var jdbi = needs.database().rows(Payback.class, PaybackRows.Paid.class).jdbi();
        var paybacks = new Paybacks(
                jdbi, new StripeMoney(needs.stripe()), needs.lock(), needs.sync(), needs.ids(), needs.clock());
        var guarantee = new Guarantee(
                jdbi, paybacks, needs.entitlements(), needs.accounts(), needs.secrets(), needs.rule(), needs.clock());
        return new MoneyBackFeature(
                new RefundsApi(new Refunds(jdbi, paybacks, needs.lock())),
                new GuaranteeApi(guarantee, needs.lock()),
                paybacks::resume);
    }
}
