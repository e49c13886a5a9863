package tools.sota.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Lets in whoever knows the password: of the one who proved the address, of one who paid, or of those who only claimed
/// it. Unknown addresses cost as much work as known ones and get the same answer.
final class LogIn {
    /// More than sign-up lets anybody make before the pending ones are swept away.
    private static final int CANDIDATES = 1_000;

    private final Jdbi jdbi;
    private final Passwords passwords;
    private final SessionTokens sessions;

    LogIn(Jdbi jdbi, Passwords passwords, SessionTokens sessions) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /// @param only the one user who may be meant; null for every user of the address
    /// @throws ProblemException `email_or_password_wrong`, whichever it is
    SessionTokens.Tokens logIn(String email, String password, @Nullable UUID only) {
        var candidates = jdbi.withExtension(Users.class, users -> users.candidates(email, CANDIDATES)).stream()
                .filter(candidate -> only == null || candidate.id().equals(only))
                .toList();
        var match = passwords.firstMatch(
                password, candidates.stream().map(Users.Candidate::passwordHash).toList());
        if (match.isEmpty()) {
            throw Problem.EMAIL_OR_PASSWORD_WRONG
                    .because("Check both, or ask for a reset mail if the password is lost.")
                    .header("WWW-Authenticate", "Bearer realm=\"api\"");
        }
        var userId = candidates.get(match.getAsInt()).id();
        return jdbi.inTransaction(transaction -> sessions.start(transaction, userId));
    }
}
