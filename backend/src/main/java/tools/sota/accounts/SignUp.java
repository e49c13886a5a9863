package tools.sota.accounts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;

/// Makes a pending user with an account, a test key and a session. It asks nobody whether the address is known, so its
/// answer
/// cannot tell.
final class SignUp {
    /// Not the person's name: an account outlives the data of a person.
    private static final String ACCOUNT_NAME = "My account";

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final FirstKey firstKey;
    private final EmailProof proof;
    private final SessionTokens sessions;
    private final Ids ids;
    private final Clock clock;

    SignUp(
            Jdbi jdbi,
            Passwords passwords,
            FirstKey firstKey,
            EmailProof proof,
            SessionTokens sessions,
            Ids ids,
            Clock clock) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.firstKey = firstKey;
        this.proof = proof;
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /// What somebody types to sign up.
    record Form(String email, String password, @Nullable String name) {
        @Override
        public String toString() {
            return "Form[…]";
        }
    }

    record SignedUp(User user, Membership membership, FirstKey.Issued testKey, SessionTokens.Tokens tokens) {}

    SignedUp signUp(Form form) {
        var passwordHash = passwords.hash(form.password(), form.email());
        return jdbi.inTransaction(transaction -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var user = addUser(transaction, form, passwordHash, now);
            var membership = addAccount(transaction, user.id(), now);
            var testKey = firstKey.issue(transaction, membership.accountId(), user.id());
            proof.ask(transaction, user.id(), user.email());
            return new SignedUp(user, membership, testKey, sessions.start(transaction, user.id()));
        });
    }

    private User addUser(Handle transaction, Form form, String passwordHash, Instant now) {
        var user = new User(ids.next(), form.email(), form.name(), null, now);
        var users = transaction.attach(Users.class);
        users.insert(user.id(), passwordHash, now);
        users.insertPerson(user.id(), user.email(), user.name());
        return user;
    }

    private Membership addAccount(Handle transaction, UUID userId, Instant now) {
        var membership = new Membership(ids.next(), ACCOUNT_NAME, now, Role.OWNER);
        var memberships = transaction.attach(Memberships.class);
        memberships.insertAccount(membership.accountId(), membership.accountName(), now);
        memberships.insert(membership.accountId(), userId, membership.role().code(), now);
        return membership;
    }
}
