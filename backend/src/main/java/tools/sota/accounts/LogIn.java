package tools.sota.accounts;

import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Lets in whoever knows the password: of the one who proved the address, or of a few who only claimed it. Unknown
/// addresses
/// cost as much work as known ones and get the same answer.
final class LogIn {
    private final Jdbi jdbi;
    private final Passwords passwords;
    private final SessionTokens sessions;

    LogIn(Jdbi jdbi, Passwords passwords, SessionTokens sessions) {
        this.jdbi = jdbi;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /// @throws ProblemException `email_or_password_wrong`, whichever it is
    SessionTokens.Tokens logIn(String email, String password) {
        var candidates = jdbi.withExtension(Users.class, users -> users.candidates(email, Passwords.CANDIDATES));
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
