package tools.sota.billing.truth;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Parks an account whose subscriptions are in a state that must not be, tells the team once, and lets it go when
/// Stripe
/// is in order again. The last of the parts: it judges what the others have written.
public final class Parking implements SyncPart {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);

    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Supplier<List<String>> team;
    private final String publicUrl;
    private final Clock clock;

    /// @param team whom to tell
    public Parking(Jdbi jdbi, Outbox outbox, Supplier<List<String>> team, String publicUrl, Clock clock) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.team = team;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        return transaction -> judge(transaction, held.account());
    }

    /// Before anything that would cost the account money.
    ///
    /// @throws tools.sota.platform.ProblemException when it is parked
    public void refuseParked(UUID account) {
        if (isParked(account)) {
            throw Problem.STATE_CONFLICT.because(
                    "Something is wrong with this account's subscription on our side, so nothing is billed to it. We have"
                            + " been told and are looking at it.");
        }
    }

    public boolean isParked(UUID account) {
        return jdbi.withExtension(TruthRows.class, rows -> rows.parked(account)).isPresent();
    }

    private void judge(Handle transaction, UUID account) {
        var rows = transaction.attach(TruthRows.class);
        var illegal = rows.illegal(account);
        if (illegal.isEmpty()) {
            if (rows.release(account, clock.instant()) > 0) {
                LOG.info("Account {} is in order again and no longer parked", account);
            }
        } else if (rows.park(account, "illegal state", illegal.get(), clock.instant()) > 0) {
            LOG.error("Account {} is parked, nothing is billed to it: {}", account, illegal.get());
            team.get().forEach(to -> outbox.add(transaction, mail(account, illegal.get(), to)));
        }
    }

    private Mail mail(UUID account, String detail, String to) {
        var shown = Ids.show("acc", account);
        var fact = "parked:" + account + ':' + clock.instant().getEpochSecond() + ':' + to.hashCode();
        return new Mail(
                fact,
                "parked",
                to,
                new Letter(
                        "Parked: " + shown,
                        "Nothing is billed to it until somebody has looked.",
                        "An account is in a state that must not be.",
                        List.of("Put it in order at Stripe; it is let go by itself with the next look at it."),
                        List.of(new Letter.Fact("Account", shown), new Letter.Fact("What is wrong", detail)),
                        new Letter.Button("Open the product", publicUrl),
                        "You get this because you run this server."));
    }
}
