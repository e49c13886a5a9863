package tools.sota.accounts;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import tools.sota.platform.Ids;

/// Short-lived signed names of a session. They say who, never what one may do: that is read when it is asked.
final class AccessTokens {
    static final Duration LIVES = Duration.ofMinutes(15);
    private static final String SESSION = "sid";
    private static final String SESSION_PREFIX = "ses";
    private static final String USER_PREFIX = "usr";

    private final Algorithm algorithm;
    private final JWTVerifier verifier;
    private final String issuer;

    AccessTokens(String secret, String issuer, Clock clock) {
        this.algorithm = Algorithm.HMAC256(secret);
        this.issuer = issuer;
        // The clock of another node may be a little ahead; when a token ends is all that matters.
        var verification = (JWTVerifier.BaseVerification)
                JWT.require(algorithm).withIssuer(issuer).ignoreIssuedAt();
        this.verifier = verification.build(clock);
    }

    /// @param sessionId the log-in it belongs to
    record Names(UUID userId, UUID sessionId) {}

    String issue(Names names, Instant now, Instant expiresAt) {
        return JWT.create()
                .withIssuer(issuer)
                .withSubject(Ids.show(USER_PREFIX, names.userId()))
                .withClaim(SESSION, Ids.show(SESSION_PREFIX, names.sessionId()))
                .withIssuedAt(now)
                .withExpiresAt(expiresAt)
                .sign(algorithm);
    }

    /// Empty for anything that we did not sign or that has expired.
    Optional<Names> read(String token) {
        try {
            return names(verifier.verify(token));
        } catch (JWTVerificationException e) {
            return Optional.empty();
        }
    }

    private static Optional<Names> names(DecodedJWT token) {
        var session = token.getClaim(SESSION).asString();
        var user = token.getSubject();
        if (session == null || user == null) {
            return Optional.empty();
        }
        return Ids.parse(USER_PREFIX, user)
                .flatMap(userId -> Ids.parse(SESSION_PREFIX, session).map(sessionId -> new Names(userId, sessionId)));
    }
}
