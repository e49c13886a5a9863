package tools.sota.billing.moneyback;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Keeps what banks object to, and tells the team of each once: a dispute is lost by whoever does not answer in time.
final class Objections {
    private static final Logger LOG = LoggerFactory.getLogger(Objections.class);

    private final Jdbi jdbi;
    private final StripeObjections stripe;
    private final Outbox outbox;
    private final Supplier<List<String>> team;
    private final String publicUrl;
    private final Clock clock;

    /// @param team whom to tell
    Objections(
            Jdbi jdbi,
            StripeObjections stripe,
            Outbox outbox,
            Supplier<List<String>> team,
            String publicUrl,
            Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.outbox = outbox;
        this.team = team;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// Stripe is asked only about payments of which there was word: most customers never have any.
    List<Objection> read(UUID account, List<Charge> charges) {
        var ids = charges.stream().map(Charge::id).toList();
        var troubled = new HashSet<>(jdbi.withExtension(ObjectionRows.class, rows -> rows.troubled(account, ids)));
        return charges.stream()
                .filter(charge -> charge.disputed() || troubled.contains(charge.id()))
                .flatMap(charge -> stripe.of(charge).stream())
                .toList();
    }

    void write(Handle transaction, List<Objection> objections) {
        var rows = transaction.attach(ObjectionRows.class);
        for (var one : objections) {
            rows.put(one, clock.instant());
            LOG.warn("The bank objects to charge {} of account {}: {}", one.chargeId(), one.accountId(), one);
            team.get().forEach(to -> outbox.add(transaction, mail(one, to)));
        }
    }

    private Mail mail(Objection one, String to) {
        var account = Ids.show("acc", one.accountId());
        var what = one.isDispute() ? "Dispute" : "Warning of a dispute";
        var amount = one.amount();
        var currency = one.currency();
        return new Mail(
                "objection:" + one.id() + ':' + one.kind() + ':' + to,
                "objection",
                to,
                new Letter(
                        what + ": " + account,
                        "A bank objects to a payment.",
                        one.isDispute()
                                ? "The bank has taken the money back and will decide who keeps it."
                                : "The bank has taken nothing yet.",
                        List.of("Answer at Stripe before its date; an unanswered dispute is lost."),
                        List.of(
                                new Letter.Fact("Account", account),
                                new Letter.Fact("Payment", one.chargeId()),
                                new Letter.Fact("Reason", one.reason()),
                                new Letter.Fact(
                                        "Amount",
                                        amount == null || currency == null
                                                ? "none yet"
                                                : new Money(amount, currency).toString())),
                        new Letter.Button("Open the product", publicUrl),
                        "You get this because you run this server."));
    }
}
