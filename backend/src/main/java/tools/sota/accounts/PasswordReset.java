package tools.sota.accounts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// A new password for whoever reads the mailbox, with a link for each user of the address. That is also a proof of the
/// address, unless another user has it or has paid; and it throws everybody out: sessions, and the keys that were made
/// before the address was proved.
final class PasswordReset {
    /// Users that one mail leads to. Whoever is meant, so many links are made.
    static final int LINKS = 5;

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final PasswordStrength strength;
    private final EmailLinks links;
    private final SessionTokens sessions;
    private final KeysBeforeProof keys;
    private final Letters letters;
    private final Outbox outbox;
    private final Clock clock;

    PasswordReset(
            Jdbi jdbi,
            Passwords passwords,
            PasswordStrength strength,
            EmailLinks links,
            SessionTokens sessions,
            KeysBeforeProof keys,
            Letters letters,
            Outbox outbox,
            Clock clock) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.strength = strength;
        this.links = links;
        this.sessions = sessions;
        this.keys = keys;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// For an unknown address the same rows are written, and the mail goes to nobody: time tells nothing.
    void ask(String email) {
        jdbi.useTransaction(transaction -> {
            var meant = transaction.attach(Users.class).candidates(email, LINKS);
            var ways = new ArrayList<Letters.Way>();
            for (int at = 0; at < LINKS; at++) {
                var user = at < meant.size() ? meant.get(at) : null;
                var link = links.make(transaction, user == null ? null : user.id(), EmailLinks.Purpose.RESET);
                if (user != null || ways.isEmpty()) {
                    ways.add(new Letters.Way(user, link));
                }
            }
            var to = meant.isEmpty() ? null : meant.getFirst().email();
            var first = ways.getFirst().link();
            outbox.add(transaction, new Mail("reset:" + first.id(), "reset", to, letters.reset(ways)));
        });
    }

    /// @throws ProblemException when the link does not work, the password is weak, or somebody else proved the address
    void reset(String token, String password) {
        var user = jdbi.withHandle(handle -> {
            var found = links.find(handle, token, EmailLinks.Purpose.RESET);
            return handle.attach(Users.class).find(found.userId()).orElseThrow();
        });
        refuseWeak(user, password);
        var passwordHash = passwords.hash(password, user.email());
        EmailProof.orConflict(() -> {
            change(token, passwordHash);
            return passwordHash;
        });
    }

    private void change(String token, String passwordHash) {
        var tell = jdbi.inTransaction(transaction -> {
            var found = links.find(transaction, token, EmailLinks.Purpose.RESET);
            var userId = found.userId();
            var now = clock.instant();
            var users = transaction.attach(Users.class);
            users.lock(userId);
            links.redeem(transaction, found);
            users.changePassword(userId, passwordHash);
            var before = users.find(userId).orElseThrow();
            if (!users.isProven(before.email()) && !users.isOutranked(userId)) {
                users.prove(userId, now);
            }
            transaction.attach(EmailTokens.class).useAll(userId, EmailLinks.Purpose.PROOF.code(), now);
            sessions.endAll(transaction, userId);
            var ended = endKeys(transaction, before, now);
            var letter = letters.passwordChanged(now, ended.keys());
            outbox.add(
                    transaction, new Mail("password:" + found.row().id(), "password_changed", before.email(), letter));
            return ended.tell();
        });
        tell.run();
    }

    /// Of one who had not proved the address every key may be somebody else's, the live ones too.
    private KeysBeforeProof.Ended endKeys(Handle transaction, User before, Instant now) {
        var provenAt = before.emailProvenAt();
        return provenAt == null
                ? keys.revoke(transaction, before.id(), KeysBeforeProof.Which.ALL, now)
                : keys.revoke(transaction, before.id(), KeysBeforeProof.Which.TEST, provenAt);
    }

    private void refuseWeak(User user, String password) {
        strength.complaint(password, user.email(), user.name()).ifPresent(complaint -> {
            throw Problem.INVALID_PARAMETER
                    .because("Password " + complaint + '.')
                    .fields(List.of(new ProblemException.FieldError("/password", "password " + complaint)));
        });
    }
}
