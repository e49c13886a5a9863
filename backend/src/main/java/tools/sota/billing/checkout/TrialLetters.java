package tools.sota.billing.checkout;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.Catalog;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;

/// Mails about trials, to the owner of the account; each once.
final class TrialLetters {
    /// How long before a trial's end its owner hears of it.
    static final Duration NOTICE = Duration.ofDays(3);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String WHY = "You get this because a trial was asked for your account at SOTA Tools.";

    private final Outbox outbox;
    private final Accounts accounts;
    private final Catalog catalog;
    private final String publicUrl;

    TrialLetters(Outbox outbox, Accounts accounts, Catalog catalog, String publicUrl) {
        this.outbox = outbox;
        this.accounts = accounts;
        this.catalog = catalog;
        this.publicUrl = publicUrl;
    }

    void refused(Handle transaction, UUID account, String subscription) {
        send(
                transaction,
                account,
                "trial-refused:" + subscription,
                new Letter(
                        "Your trial did not start",
                        "Nothing was charged.",
                        "Your trial did not start, and nothing was charged.",
                        List.of(
                                "A trial is had once, and this card or owner has had one already.",
                                "Your account stays on the free plan. You can start a plan without a trial at any time."),
                        List.of(),
                        new Letter.Button("Choose a plan", address(account)),
                        WHY));
    }

    void ending(Handle transaction, UUID account, Checkouts.Ending trial) {
        var name = catalog.find(trial.plan()).map(plan -> plan.name()).orElse(trial.plan());
        var day = DAY.format(trial.trialEndAt());
        send(
                transaction,
                account,
                "trial-ending:" + trial.id() + ':' + trial.trialEndAt().getEpochSecond(),
                new Letter(
                        "Your " + name + " trial ends on " + day,
                        "What happens then, and how to change it.",
                        "Your " + name + " trial ends on " + day + '.',
                        List.of(
                                "With a card on file, the first " + trial.interval() + " is charged on that day.",
                                "Without one the account goes back to the free plan, nothing is charged, and nothing of yours is deleted."),
                        List.of(new Letter.Fact("Plan", name), new Letter.Fact("Trial ends", day)),
                        new Letter.Button("Keep it or cancel it", address(account)),
                        WHY));
    }

    private void send(Handle transaction, UUID account, String fact, Letter letter) {
        accounts.ownerEmail(account).ifPresent(to -> outbox.add(transaction, new Mail(fact, "trial", to, letter)));
    }

    private String address(UUID account) {
        return publicUrl + "/app/" + Ids.show("acc", account) + "/billing";
    }
}
