package tools.sota.accounts;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.members.MembersFeature;
import tools.sota.accounts.members.Seats;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;
import tools.sota.platform.Throttle;

/// The parts of the feature that others use.
///
/// @param sessions reads a session from a request, for the gate
/// @param pending for the job that deletes what nobody proved or paid
/// @param expired for the job that deletes old sessions and links
/// @param team who belongs to an account
public record AccountsFeature(
        AuthApi api, SessionApi sessions, MembersFeature team, PendingAccounts pending, ExpiredTokens expired) {
    private static final Duration PASSWORD_PATIENCE = Duration.ofSeconds(10);

    /// Everything accounts stand on.
    ///
    /// @param accounts made before, because keys ask it and bring the first key
    /// @param publicUrl where browsers find us
    /// @param jwtSecret signs access tokens
    public record Needs(
            Database database,
            Accounts accounts,
            Outbox outbox,
            FirstKey firstKey,
            KeysBeforeProof keysBeforeProof,
            Seats seats,
            Throttle throttle,
            Secrets secrets,
            Ids ids,
            Clock clock,
            String publicUrl,
            String jwtSecret) {
        @Override
        public String toString() {
            return "Needs[…]";
        }
    }

    public static AccountsFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(Sessions.Row.class, Sessions.Grown.class, EmailTokens.Row.class)
                .jdbi();
        var clock = needs.clock();
        var passwords = new Passwords(
                new Argon2id(), needs.secrets(), Runtime.getRuntime().availableProcessors(), PASSWORD_PATIENCE);
        var strength = new PasswordStrength(passwords);
        var links = new EmailLinks(needs.secrets(), needs.ids(), clock);
        var letters = new Letters(needs.publicUrl());
        var accessTokens = new AccessTokens(needs.jwtSecret(), needs.publicUrl(), clock);
        var states = new SessionStates(jdbi, clock);
        var sessions = new SessionTokens(jdbi, accessTokens, states, needs.secrets(), needs.ids(), clock);
        var cookies = new SessionApi(accessTokens, states, new KnownDevices(needs.secrets()), needs.publicUrl(), clock);
        var proof = new EmailProof(jdbi, links, letters, needs.outbox(), clock);
        var api = new AuthApi(
                new SignUp(jdbi, passwords, needs.firstKey(), proof, sessions, needs.ids(), clock),
                new LogIn(jdbi, passwords, sessions),
                sessions,
                cookies,
                proof,
                reset(needs, jdbi, passwords, strength, links, sessions, letters),
                strength,
                needs.accounts(),
                needs.throttle());
        var door = new Door(jdbi, passwords, strength, sessions, states, needs.ids(), clock);
        return new AccountsFeature(
                api,
                cookies,
                team(needs, door, cookies),
                new PendingAccounts(jdbi, clock),
                new ExpiredTokens(jdbi, clock));
    }

    private static PasswordReset reset(
            Needs needs,
            Jdbi jdbi,
            Passwords passwords,
            PasswordStrength strength,
            EmailLinks links,
            SessionTokens sessions,
            Letters letters) {
        return new PasswordReset(
                jdbi,
                passwords,
                strength,
                links,
                sessions,
                needs.keysBeforeProof(),
                letters,
                needs.outbox(),
                needs.clock());
    }

    private static MembersFeature team(Needs needs, Door door, SessionApi sessions) {
        return MembersFeature.create(new MembersFeature.Needs(
                needs.database(),
                needs.accounts(),
                door,
                sessions,
                needs.seats(),
                needs.outbox(),
                needs.throttle(),
                needs.secrets(),
                needs.ids(),
                needs.clock(),
                needs.publicUrl()));
    }
}
