package tools.sota.billing.dunning;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Plan;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;

/// Tells the owner that the plan has fallen, or that a card will expire before it is to be charged; each once.
final class DunningLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Outbox outbox;
    private final Accounts accounts;
    private final Catalog catalog;
    private final String publicUrl;

    DunningLetters(Outbox outbox, Accounts accounts, Catalog catalog, String publicUrl) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.catalog = catalog;
        this.publicUrl = publicUrl;
    }

    void fell(Handle transaction, UUID account, DunningRows.Fall fall) {
        var name = catalog.find(fall.plan()).map(Plan::name).orElse(fall.plan());
        var free = catalog.free();
        send(
                transaction,
                account,
                "plan-fell:" + fall.subscriptionId() + ':' + fall.since().getEpochSecond(),
                new Letter(
                        "Your account is on " + free.name() + " now",
                        "Nothing of yours was deleted.",
                        "Your renewal of " + name + " was not paid, so your account is on " + free.name() + " now.",
                        List.of(
                                "Nothing of yours was deleted: keys, usage and invoices are where they were.",
                                "Live keys share the calls of " + free.name() + " until you have a plan again.",
                                "You can have it back at any time: billing shows what is open. Months in which you had no"
                                        + " plan are not charged."),
                        List.of(
                                new Letter.Fact("Plan until now", name),
                                new Letter.Fact("Renewal of", DAY.format(fall.since()))),
                        new Letter.Button("Open billing", address(account)),
                        "You get this because the renewal of your plan at SOTA Tools was not paid."));
    }

    void expiring(Handle transaction, UUID account, DunningRows.Card card) {
        var day = DAY.format(card.goodUntil().minusSeconds(1));
        var name = card.brand().substring(0, 1).toUpperCase(Locale.ROOT)
                + card.brand().substring(1) + " ending in " + card.last4();
        send(
                transaction,
                account,
                "card-expiring:" + card.id() + ':' + card.goodUntil().getEpochSecond(),
                new Letter(
                        "Your card expires on " + day,
                        "Add its successor, and your plan goes on.",
                        "The card that your plan is charged on expires on " + day + '.',
                        List.of("Add the new one in billing and make it the default. If your bank renews it by itself,"
                                + " there is nothing to do."),
                        List.of(new Letter.Fact("Card", name), new Letter.Fact("Good until", day)),
                        new Letter.Button("Change the card", address(account)),
                        "You get this because your plan at SOTA Tools is charged on this card."));
    }

    private void send(Handle transaction, UUID account, String fact, Letter letter) {
        var kind = fact.substring(0, fact.indexOf(':'));
        accounts.ownerEmail(account).ifPresent(to -> outbox.add(transaction, new Mail(fact, kind, to, letter)));
    }

    private String address(UUID account) {
        return publicUrl + "/app/" + Ids.show("acc", account) + "/billing";
    }
}
