package tools.sota.billing;

import java.time.Clock;
import java.util.List;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.Staff;
import tools.sota.billing.checkout.CheckoutFeature;
import tools.sota.billing.invoices.InvoicesFeature;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.moneyback.MoneyBackFeature;
import tools.sota.billing.moneyback.Refunds;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.Catalog;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Secrets;

/// What the operators' commands need of billing, with no server around them. They keep the books of money; what an
/// account may do follows when the server hears of it from Stripe, a moment later.
public final class BillingByHand {
    private final Needs needs;
    private final AccountLock lock;
    private final Customers customers;
    private final Staff team;

    /// Everything it stands on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            Catalog catalog,
            Outbox outbox,
            Secrets secrets,
            String publicUrl,
            Ids ids,
            Clock clock) {}

    public BillingByHand(Needs needs) {
        this.needs = needs;
        this.lock = new AccountLock(needs.database().jdbi(), 1);
        this.customers =
                new Customers(needs.database().jdbi(), needs.stripe(), new Accounts(needs.database()), needs.clock());
        this.team = new Staff(needs.database(), needs.clock());
    }

    public Refunds refunds() {
        var sync = new CustomerSync(needs.database().jdbi(), List.of(money(), invoices()), account -> {});
        return MoneyBackFeature.refunds(new MoneyBackFeature.Desk(
                needs.database(),
                needs.stripe(),
                lock,
                held -> customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer)),
                needs.ids(),
                needs.clock()));
    }

    private SyncPart money() {
        return MoneyBackFeature.part(new MoneyBackFeature.Keeping(
                needs.database(),
                needs.stripe(),
                new Accounts(needs.database()),
                needs.outbox(),
                team::emails,
                new CardTesting(
                        needs.database().jdbi(),
                        needs.catalog().risk().cardTesting(),
                        new CardTesting.Notice(needs.outbox(), team::emails, needs.publicUrl()),
                        needs.clock()),
                CheckoutFeature.closer(needs.database(), needs.stripe()),
                needs.publicUrl(),
                needs.clock()));
    }

    private SyncPart invoices() {
        return InvoicesFeature.create(new InvoicesFeature.Needs(
                        needs.database(),
                        needs.stripe(),
                        new Pages(needs.secrets()),
                        needs.outbox(),
                        new Accounts(needs.database()),
                        needs.catalog().dunning().grace(),
                        needs.publicUrl(),
                        needs.ids(),
                        needs.clock()))
                .part();
    }
}
