package tools.sota.accounts;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// How somebody comes in by a link that proves their address, and what is forgotten when their accounts change.
public final class Door {
    public static final int SHORTEST_PASSWORD = PasswordStrength.SHORTEST;
    public static final int LONGEST_PASSWORD = PasswordStrength.LONGEST;

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final PasswordStrength strength;
    private final SessionTokens sessions;
    private final SessionStates states;
    private final Ids ids;
    private final Clock clock;

    Door(
            Jdbi jdbi,
            Passwords passwords,
            PasswordStrength strength,
            SessionTokens sessions,
            SessionStates states,
            Ids ids,
            Clock clock) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.strength = strength;
        this.sessions = sessions;
        this.states = states;
        this.ids = ids;
        this.clock = clock;
    }

    /// A password as it is stored.
    public record Hashed(String value) {
        @Override
        public String toString() {
            return "Hashed[…]";
        }
    }

    /// Somebody new, and what their browser shall hold.
    public record Entered(User user, SessionTokens.Tokens tokens) {}

    /// Whether the address has a log-in that counts: proved, or paid with. One that was only claimed does not.
    public boolean knows(String email) {
        return jdbi.withExtension(Users.class, users -> users.candidates(email, 1)).stream()
                .anyMatch(found -> found.proven() || found.paid());
    }

    /// What is wrong with a password, in the words of its field.
    public Optional<String> complaint(String password, String email, @Nullable String name) {
        return strength.complaint(password, email, name);
    }

    /// Takes a while, so before any lock.
    public Hashed hash(String password, String email) {
        return new Hashed(passwords.hash(password, email));
    }

    /// A user without an account, whose address is proved.
    ///
    /// @throws ProblemException when the address has a log-in by now
    public Entered enter(Handle transaction, String email, @Nullable String name, Hashed password) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var users = transaction.attach(Users.class);
        var user = new User(ids.next(), email, name, now, now);
        users.insert(user.id(), password.value(), now);
        users.insertPerson(user.id(), email, name);
        prove(transaction, user.id());
        return new Entered(user, sessions.start(transaction, user.id()));
    }

    /// Nothing to do for one who has proved it.
    ///
    /// @throws ProblemException when somebody else has proved or paid with the address
    public void prove(Handle transaction, UUID userId) {
        var users = transaction.attach(Users.class);
        users.lock(userId);
        if (users.isOutranked(userId)) {
            throw Problem.STATE_CONFLICT.because("Another log-in with this address has a paid account, and the address"
                    + " is kept for it. Log in with that one and open the link again.");
        }
        EmailProof.orConflict(() -> users.prove(userId, clock.instant()));
    }

    /// What the user may do has changed: their next request on this node sees it, on another one after two seconds.
    public void forget(Handle transaction, UUID userId) {
        var open = transaction.attach(Sessions.class).open(userId);
        transaction.afterCommit(() -> open.forEach(states::drop));
    }
}
