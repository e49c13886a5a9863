package tools.sota.accounts;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// A new password for whoever reads the mailbox. That is also a proof of the address, and it throws everybody out:
/// sessions, and the
/// test keys that were made before the address was proved.
final class PasswordReset {
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
            var meant = transaction.attach(Users.class).candidates(email, 1).stream()
                    .findFirst();
            var link = links.make(transaction, meant.map(Users.Candidate::id).orElse(null), EmailLinks.Purpose.RESET);
            var to = meant.map(Users.Candidate::email).orElse(null);
            outbox.add(transaction, new Mail("reset:" + link.id(), "reset", to, letters.reset(link)));
        });
    }

    /// @throws ProblemException when the link does not work, the password is weak, or somebody else proved the address
    void reset(String token, String password) {
        jdbi.useHandle(handle -> {
            var found = links.find(handle, token, EmailLinks.Purpose.RESET);
            refuseWeak(handle.attach(Users.class).find(found.userId()).orElseThrow(), password);
        });
        var passwordHash = passwords.hash(password);
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
            users.prove(userId, now);
            transaction.attach(EmailTokens.class).useAll(userId, EmailLinks.Purpose.PROOF.code(), now);
            sessions.endAll(transaction, userId);
            var user = users.find(userId).orElseThrow();
            var letter = letters.passwordChanged(now);
            outbox.add(transaction, new Mail("password:" + found.row().id(), "password_changed", user.email(), letter));
            return keys.revoke(transaction, userId, Objects.requireNonNull(user.emailProvenAt()));
        });
        tell.run();
    }

    private void refuseWeak(User user, String password) {
        strength.complaint(password, user.email(), user.name()).ifPresent(complaint -> {
            throw Problem.INVALID_PARAMETER
                    .because("Password " + complaint + '.')
                    .fields(List.of(new ProblemException.FieldError("/password", "password " + complaint)));
        });
    }
}
