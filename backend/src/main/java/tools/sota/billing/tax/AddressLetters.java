package tools.sota.billing.tax;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Tells the owner, and the team, that an invoice cannot be made final; each once for an invoice. After invoices have
/// been kept.
final class AddressLetters implements SyncPart {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final Outbox outbox;
    private final Supplier<List<String>> team;
    private final Duration grace;
    private final String publicUrl;

    AddressLetters(TaxFeature.Needs needs) {
        this.accounts = needs.accounts();
        this.outbox = needs.outbox();
        this.team = needs.team();
        this.grace = needs.catalog().dunning().grace();
        this.publicUrl = needs.publicUrl();
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        return transaction -> transaction
                .attach(TaxRows.class)
                .stuck(held.account())
                .forEach(one -> send(transaction, held.account(), one));
    }

    private void send(Handle transaction, UUID account, TaxRows.Stuck one) {
        accounts.ownerEmail(account)
                .ifPresent(to -> outbox.add(
                        transaction,
                        new Mail("address-missing:" + one.stripeId(), "address-missing", to, owners(account, one))));
        for (var to : team.get()) {
            var fact = "invoice-stuck:" + one.stripeId() + ':' + to.hashCode();
            outbox.add(transaction, new Mail(fact, "invoice-stuck", to, teams(account, one)));
        }
    }

    private Letter owners(UUID account, TaxRows.Stuck one) {
        return new Letter(
                "Your invoice needs your billing address",
                "We cannot make it without one.",
                "We could not make your invoice, because the tax on it depends on where you are and your billing address"
                        + " is missing or unknown.",
                List.of(
                        "Add it in billing, under billing details. The invoice is then made and charged by itself.",
                        "Your plan stays as it is until "
                                + DAY.format(one.createdAt().plus(grace))
                                + ". From then on your account is on the free plan;"
                                + " nothing of yours is deleted."),
                List.of(new Letter.Fact("Amount before tax", amount(one))),
                new Letter.Button("Add the address", publicUrl + "/app/" + Ids.show("acc", account) + "/billing"),
                "You get this because an invoice of your account at SOTA Tools cannot be made.");
    }

    private Letter teams(UUID account, TaxRows.Stuck one) {
        var shown = Ids.show("acc", account);
        return new Letter(
                "An invoice of " + shown + " cannot be made final",
                "Nothing is charged until it can.",
                "Stripe cannot make an invoice final.",
                List.of("The owner was told, and it is sent by itself when there is an address. Look at it at Stripe if"
                        + " nothing happens."),
                List.of(
                        new Letter.Fact("Account", shown),
                        new Letter.Fact("Invoice", one.stripeId()),
                        new Letter.Fact("Amount before tax", amount(one)),
                        new Letter.Fact("Stripe says", one.why())),
                new Letter.Button("Open the product", publicUrl),
                "You get this because you run this server.");
    }

    private static String amount(TaxRows.Stuck one) {
        return new Money(one.amount(), one.currency()).toString();
    }
}
