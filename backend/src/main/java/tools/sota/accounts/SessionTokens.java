package tools.sota.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;

/// Starts, continues and ends sessions. A refresh token works once; its successor is derived from it under our secret,
/// so two
/// tabs that refresh at the same moment get the same successor and nothing readable has to be kept for that. A token
/// that
/// comes again later was copied, and ends the session for everyone who holds one of its tokens.
public final class SessionTokens {
    static final Duration LIVES = Duration.ofDays(30);
    /// How long after its rotation a token may be traded again, for the very same successor.
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

    private final Jdbi jdbi;
    private final AccessTokens accessTokens;
    private final SessionStates states;
    private final Secrets hashes;
    private final Secrets successors;
    private final Ids ids;
    private final Clock clock;

    SessionTokens(Jdbi jdbi, AccessTokens accessTokens, SessionStates states, Secrets secrets, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.accessTokens = accessTokens;
        this.states = states;
        this.hashes = secrets.forPurpose("refresh token");
        this.successors = secrets.forPurpose("refresh successor");
        this.ids = ids;
        this.clock = clock;
    }

    /// What a browser holds of a session.
    ///
    /// @param accessUntil when the access token must be refreshed
    /// @param until when the session ends for good
    public record Tokens(UUID userId, String access, Instant accessUntil, String refresh, Instant until) {
        @Override
        public String toString() {
            return "Tokens[" + userId + ']';
        }
    }

    /// What came of a refresh token.
    sealed interface Refreshed {
        record Continued(Tokens tokens) implements Refreshed {}

        /// Unknown, ended or expired.
        record Over() implements Refreshed {}

        /// It had been traded before; the session has been ended.
        record Reused() implements Refreshed {}
    }

    Tokens start(Handle transaction, UUID userId) {
        var now = now();
        var session = new Sessions.Row(ids.next(), userId, now.plus(LIVES), null);
        var token = Secrets.randomToken();
        var sessions = transaction.attach(Sessions.class);
        sessions.insert(session.id(), userId, now, session.expiresAt());
        sessions.insertToken(hashes.mac(token), session.id(), now);
        return tokens(session, token, now);
    }

    Refreshed refresh(String token) {
        return jdbi.inTransaction(transaction -> refresh(transaction, token));
    }

    /// Ends the session that the token belongs to, however old the token is. Repeats change nothing.
    void end(String refreshToken) {
        jdbi.useTransaction(transaction -> {
            var sessions = transaction.attach(Sessions.class);
            sessions.lockByToken(hashes.mac(refreshToken)).ifPresent(grown -> end(transaction, grown.id(), "log_out"));
        });
    }

    void end(UUID sessionId) {
        jdbi.useTransaction(transaction -> end(transaction, sessionId, "log_out"));
    }

    /// After a new password: whoever was in is out.
    void endAll(Handle transaction, UUID userId) {
        var ended = transaction.attach(Sessions.class).endAll(userId, now(), "reset");
        transaction.afterCommit(() -> ended.forEach(states::drop));
    }

    private Refreshed refresh(Handle transaction, String token) {
        var sessions = transaction.attach(Sessions.class);
        var hash = hashes.mac(token);
        var now = now();
        var grown =
                sessions.lockByToken(hash).filter(found -> found.isOpen(now)).orElse(null);
        if (grown == null) {
            return new Refreshed.Over();
        }
        var successor = Base64.getUrlEncoder().withoutPadding().encodeToString(successors.mac(token));
        if (grown.rotatedAt() == null) {
            sessions.rotate(hash, now);
            sessions.insertToken(hashes.mac(successor), grown.id(), now);
        } else if (!isTwin(sessions, grown.rotatedAt(), successor, now)) {
            end(transaction, grown.id(), "reuse");
            LOG.warn("Session {} of user {} was ended: a refresh token came twice", grown.id(), grown.userId());
            return new Refreshed.Reused();
        }
        var session = new Sessions.Row(grown.id(), grown.userId(), grown.expiresAt(), null);
        return new Refreshed.Continued(tokens(session, successor, now));
    }

    /// Another tab's request of the same moment: just rotated, and the successor not used yet.
    private boolean isTwin(Sessions sessions, Instant rotatedAt, String successor, Instant now) {
        return now.isBefore(rotatedAt.plus(GRACE))
                && !sessions.isRotated(hashes.mac(successor)).orElse(true);
    }

    private void end(Handle transaction, UUID sessionId, String cause) {
        transaction.attach(Sessions.class).end(sessionId, now(), cause);
        transaction.afterCommit(() -> states.drop(sessionId));
    }

    private Tokens tokens(Sessions.Row session, String refresh, Instant now) {
        var full = now.plus(AccessTokens.LIVES);
        var accessUntil = full.isBefore(session.expiresAt()) ? full : session.expiresAt();
        var access = accessTokens.issue(new AccessTokens.Names(session.userId(), session.id()), now, accessUntil);
        return new Tokens(session.userId(), access, accessUntil, refresh, session.expiresAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
