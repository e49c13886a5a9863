package tools.sota.accounts;

import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// The proof that an address is the user's own. Anybody may claim one; the first to open the link in its mailbox has
/// it.
final class EmailProof {
    private final Jdbi jdbi;
    private final EmailLinks links;
    private final Letters letters;
    private final Outbox outbox;
    private final Clock clock;

    EmailProof(Jdbi jdbi, EmailLinks links, Letters letters, Outbox outbox, Clock clock) {
        this.jdbi = jdbi;
        this.links = links;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Asks for the proof, or tells the one who has given it or has paid that somebody tried to sign up again. Both
    /// cost the same.
    void ask(Handle transaction, UUID userId, String email) {
        var users = transaction.attach(Users.class);
        boolean taken = users.isProven(email) || users.isOutranked(userId);
        var link = links.make(transaction, userId, EmailLinks.Purpose.PROOF);
        var letter = taken ? letters.alreadyRegistered() : letters.welcome(link);
        outbox.add(
                transaction, new Mail("proof:" + link.id(), taken ? "already_registered" : "welcome", email, letter));
    }

    void askAgain(UUID userId) {
        jdbi.useTransaction(transaction -> {
            var user = transaction.attach(Users.class).find(userId).orElseThrow();
            if (user.emailProvenAt() != null) {
                throw Problem.STATE_CONFLICT.because("This address is proved already. There is nothing to do.");
            }
            ask(transaction, userId, user.email());
        });
    }

    /// @throws ProblemException when the link does not work, or somebody else has proved the address
    User prove(String token) {
        return orConflict(() -> jdbi.inTransaction(transaction -> {
            var found = links.find(transaction, token, EmailLinks.Purpose.PROOF);
            var users = transaction.attach(Users.class);
            users.lock(found.userId());
            if (users.isOutranked(found.userId())) {
                throw Problem.STATE_CONFLICT.because(
                        "Another log-in with this address has a paid account, and the address is kept for it. Log in with that"
                                + " one, or ask for a reset mail to get into it.");
            }
            links.redeem(transaction, found);
            users.prove(found.userId(), clock.instant());
            return users.find(found.userId()).orElseThrow();
        }));
    }

    /// The unique index decides between two users who prove one address at the same moment.
    static <T> T orConflict(java.util.function.Supplier<T> proving) {
        try {
            return proving.get();
        } catch (RuntimeException e) {
            if (Database.isDuplicate(e)) {
                throw Problem.STATE_CONFLICT.because(
                        "Another log-in has proved this address. Log in with that one, or ask for a reset mail to get into it.");
            }
            throw e;
        }
    }
}
