package tools.sota.platform;

import java.util.Locale;

/// Every way in which a request can fail, by its public code. Each has a docs page at `/docs/errors/{code}`.
public enum Problem {
    MALFORMED_REQUEST(400, "The request cannot be read"),
    UNKNOWN_PARAMETER(400, "A query parameter is not known here"),
    KEY_IN_QUERY(400, "A key was sent in the address"),
    BAD_SIGNATURE(400, "The webhook's signature is not right"),
    UNAUTHENTICATED(401, "A credential is needed"),
    MALFORMED_KEY(401, "The key is mistyped"),
    UNKNOWN_KEY(401, "The key is not known"),
    REVOKED_KEY(401, "The key was revoked"),
    EXPIRED_KEY(401, "The key has expired"),
    SESSION_EXPIRED(401, "The session has ended"),
    EMAIL_OR_PASSWORD_WRONG(401, "E-mail or password is not right"),
    PAYMENT_REQUIRED(402, "A payment is needed"),
    INSUFFICIENT_SCOPE(403, "The key's scopes do not allow this"),
    INSUFFICIENT_ROLE(403, "The role does not allow this"),
    FORBIDDEN_ORIGIN(403, "The request came from another site"),
    FORBIDDEN_IP(403, "The key may not be used from this address"),
    FROZEN_KEY(403, "The key is frozen"),
    EMAIL_NOT_PROVEN(403, "The e-mail address is not proved yet"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    STATE_CONFLICT(409, "The state does not allow this now"),
    PREVIEW_OUTDATED(409, "The preview does not hold any more"),
    IDEMPOTENCY_IN_FLIGHT(409, "The first request with this Idempotency-Key is still running"),
    ANSWER_NOT_KEPT(409, "The first answer was too large to keep"),
    PRECONDITION_FAILED(412, "It was changed in the meantime"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not supported"),
    INVALID_PARAMETER(422, "A field is not valid"),
    IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key was used with another body"),
    TOKEN_INVALID(422, "The link is used up, expired or mistyped"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    QUOTA_EXCEEDED(429, "The period's calls are used up"),
    INTERNAL_ERROR(500, "Something broke on our side"),
    UPGRADE_NOT_SUPPORTED(501, "This protocol is not spoken here"),
    UPSTREAM_FAILED(502, "The service behind this address broke off"),
    UPSTREAM_TIMEOUT(504, "The service behind this address took too long"),
    UPSTREAM_UNAVAILABLE(503, "A service behind us does not answer"),
    OVERLOADED(503, "We cannot take this request now");

    private final int status;
    private final String title;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param detail this case, with the next step
    public ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
