package tools.sota.accounts;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Body;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Credential;
import tools.sota.platform.Fields;
import tools.sota.platform.Ids;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Query;
import tools.sota.platform.Throttle;

/// `/v1/auth`.
public final class AuthApi {
    private static final int LONGEST_TOKEN = 200;

    private final SignUp signUp;
    private final LogIn logIn;
    private final SessionTokens sessions;
    private final SessionApi cookies;
    private final EmailProof proof;
    private final PasswordReset reset;
    private final PasswordStrength strength;
    private final Accounts accounts;
    private final Throttle throttle;

    AuthApi(
            SignUp signUp,
            LogIn logIn,
            SessionTokens sessions,
            SessionApi cookies,
            EmailProof proof,
            PasswordReset reset,
            PasswordStrength strength,
            Accounts accounts,
            Throttle throttle) {
        this.signUp = signUp;
        this.logIn = logIn;
        this.sessions = sessions;
        this.cookies = cookies;
        this.proof = proof;
        this.reset = reset;
        this.strength = strength;
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /// A user as the contract shows it.
    public record UserView(
            String id,
            String email,
            @Nullable String name,
            @Nullable Instant emailProvenAt,
            Instant createdAt) {
        public static UserView of(User user) {
            return new UserView(
                    Ids.show("usr", user.id()), user.email(), user.name(), user.emailProvenAt(), user.createdAt());
        }
    }

    /// An account as the contract shows it.
    ///
    /// @param role null for a key
    public record AccountView(
            String id, String name, @Nullable Role role, Instant createdAt) {
        public static AccountView of(Membership membership) {
            return new AccountView(
                    Ids.show("acc", membership.accountId()),
                    membership.accountName(),
                    membership.role(),
                    membership.accountCreatedAt());
        }

        /// For a key.
        public static AccountView of(Account account) {
            return new AccountView(Ids.show("acc", account.id()), account.name(), null, account.createdAt());
        }
    }

    private record KeyView(String id, String secret) {}

    private record SignUpView(UserView user, AccountView account, KeyView testKey) {}

    private record SessionView(UserView user, List<AccountView> accounts, Instant expiresAt) {}

    private record Login(String email, String password) {}

    private record Change(String token, String password) {}

    public void signUp(Context ctx) {
        throttle.take(AuthLimit.SIGN_UP_BY_ADDRESS, ClientAddress.prefix(ctx));
        var form = Body.read(ctx, this::form);
        throttle.take(AuthLimit.SIGN_UP_BY_EMAIL, lowerCase(form.email()));
        var made = signUp.signUp(form);
        cookies.write(ctx, made.tokens());
        var key =
                new KeyView(Ids.show("key", made.testKey().id()), made.testKey().secret());
        unstored(ctx)
                .status(HttpStatus.CREATED)
                .json(new SignUpView(UserView.of(made.user()), AccountView.of(made.membership()), key));
    }

    public void logIn(Context ctx) {
        throttle.take(AuthLimit.LOG_IN_BY_ADDRESS, ClientAddress.prefix(ctx));
        var login = Body.read(
                ctx, fields -> new Login(email(fields), fields.text("password", 0, PasswordStrength.LONGEST)));
        answer(ctx, logIn.logIn(login.email(), login.password(), admitted(ctx, lowerCase(login.email()))));
    }

    /// Counts tries per address, loosely, and per address and network. When strangers have used them up, a browser that
    /// was in before goes on with a limit of its own, for its own user.
    ///
    /// @return the only user who may be meant; null for any
    private @Nullable UUID admitted(Context ctx, String email) {
        try {
            throttle.take(AuthLimit.LOG_IN_BY_EMAIL_AND_ADDRESS, ClientAddress.prefix(ctx) + ' ' + email);
            throttle.take(AuthLimit.LOG_IN_BY_EMAIL, email);
            return null;
        } catch (ProblemException tooOften) {
            var device = cookies.device(ctx).orElseThrow(() -> tooOften);
            throttle.take(AuthLimit.LOG_IN_BY_DEVICE, device.mark());
            return device.userId();
        }
    }

    public void refresh(Context ctx) {
        Query.of(ctx);
        throttle.take(AuthLimit.SESSION_BY_ADDRESS, ClientAddress.prefix(ctx));
        var token = cookies.refreshToken(ctx).orElseThrow(() -> SessionApi.expired("There is no session. Log in."));
        switch (sessions.refresh(token)) {
            case SessionTokens.Refreshed.Continued(var tokens) -> answer(ctx, tokens);
            case SessionTokens.Refreshed.Over() -> {
                cookies.clear(ctx);
                throw SessionApi.expired("Log in again.");
            }
            case SessionTokens.Refreshed.Reused() -> {
                cookies.clear(ctx);
                throw SessionApi.expired(
                        "This refresh token was traded before, so its session was ended for safety. Log in again.");
            }
        }
    }

    /// Whatever the caller still holds: afterwards there is no session.
    public void logOut(Context ctx) {
        Query.of(ctx);
        throttle.take(AuthLimit.SESSION_BY_ADDRESS, ClientAddress.prefix(ctx));
        cookies.refreshToken(ctx).ifPresent(sessions::end);
        cookies.names(ctx).ifPresent(names -> sessions.end(names.sessionId()));
        cookies.clear(ctx);
        unstored(ctx).status(HttpStatus.NO_CONTENT);
    }

    public void verifyEmail(Context ctx) {
        throttle.take(AuthLimit.LINK_BY_ADDRESS, ClientAddress.prefix(ctx));
        var token = Body.read(ctx, AuthApi::token);
        unstored(ctx).json(UserView.of(proof.prove(token)));
    }

    public void resendVerification(Context ctx) {
        Query.of(ctx);
        var userId = Credential.of(ctx, Session.class).userId();
        throttle.take(AuthLimit.RESEND_BY_USER, userId.toString());
        proof.askAgain(userId);
        unstored(ctx).status(HttpStatus.ACCEPTED);
    }

    public void forgotPassword(Context ctx) {
        throttle.take(AuthLimit.FORGOT_BY_ADDRESS, ClientAddress.prefix(ctx));
        var email = Body.read(ctx, AuthApi::email);
        throttle.take(AuthLimit.FORGOT_BY_EMAIL, lowerCase(email));
        reset.ask(email);
        unstored(ctx).status(HttpStatus.ACCEPTED);
    }

    public void resetPassword(Context ctx) {
        throttle.take(AuthLimit.LINK_BY_ADDRESS, ClientAddress.prefix(ctx));
        var change = Body.read(ctx, fields -> new Change(token(fields), newPassword(fields)));
        reset.reset(change.token(), change.password());
        unstored(ctx).status(HttpStatus.NO_CONTENT);
    }

    private void answer(Context ctx, SessionTokens.Tokens tokens) {
        cookies.write(ctx, tokens);
        var user = accounts.user(tokens.userId()).orElseThrow();
        var mine = accounts.memberships(user.id()).stream().map(AccountView::of).toList();
        unstored(ctx).json(new SessionView(UserView.of(user), mine, tokens.accessUntil()));
    }

    private static Context unstored(Context ctx) {
        return ctx.header("Cache-Control", "no-store");
    }

    private SignUp.Form form(Fields fields) {
        var email = email(fields);
        var password = newPassword(fields);
        var name = fields.optionalName("name");
        if (!email.isEmpty() && !password.isEmpty()) {
            strength.complaint(password, email, name).ifPresent(complaint -> fields.bad("password", complaint, ""));
        }
        return new SignUp.Form(email, password, name);
    }

    private static String email(Fields fields) {
        var typed = fields.text("email", 1, EmailAddress.LONGEST);
        var email = typed.strip();
        return typed.isEmpty() || EmailAddress.isOne(email)
                ? email
                : fields.bad("email", "must be an e-mail address, such as ada@example.com", "");
    }

    private static String newPassword(Fields fields) {
        return fields.text("password", PasswordStrength.SHORTEST, PasswordStrength.LONGEST);
    }

    private static String token(Fields fields) {
        return fields.text("token", 1, LONGEST_TOKEN);
    }

    private static String lowerCase(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
