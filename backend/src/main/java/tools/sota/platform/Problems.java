package tools.sota.platform;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one writer of failures: whatever leaves the server as an error leaves as problem+json (RFC 9457).
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String PROBLEM = "problem";

    public static final String TYPE = "application/problem+json";

    private final String publicUrl;

    /// @param publicUrl where the docs pages of the codes are
    public Problems(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    public void install(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (problem, ctx) -> write(ctx, problem));
        config.routes.exception(HttpResponseException.class, (response, ctx) -> write(ctx, ours(response)));
        config.routes.exception(Redis.RedisUnavailable.class, (failure, ctx) -> write(ctx, unavailable()));
        config.routes.exception(JdbiException.class, this::stored);
        config.routes.exception(Exception.class, this::unexpected);
        config.router.javaLangErrorHandler(this::broken);
    }

    /// The problem that a request was answered with; null for none.
    public static @Nullable ProblemException of(Context ctx) {
        return ctx.attribute(PROBLEM);
    }

    /// Writes the problem as the answer.
    public void write(Context ctx, ProblemException failure) {
        UnreadBody.discard(ctx.req());
        ctx.attribute(PROBLEM, failure);
        failure.headers().forEach(ctx::header);
        ctx.header("Cache-Control", "no-store");
        ctx.status(failure.problem().status())
                .result(body(failure, Requests.shownId(ctx)))
                .contentType(TYPE);
    }

    /// How customers reach us, for whoever writes a problem beside Javalin.
    StrictTransport transport() {
        return StrictTransport.of(publicUrl);
    }

    /// The body of a problem.
    public byte[] body(ProblemException failure, String requestId) {
        var problem = failure.problem();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", publicUrl + "/docs/errors/" + problem.code());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", failure.detail());
        body.put("instance", "/requests/" + requestId);
        body.put("code", problem.code());
        body.put("request_id", requestId);
        body.putAll(failure.members());
        return Json.bytes(body);
    }

    /// Out of memory, a stack that is too deep: the request fails, the process goes on.
    private void broken(HttpServletResponse response, Error failure) {
        LOG.error("A request failed", failure);
        var id = String.valueOf(response.getHeader("Request-Id"));
        var body = body(Problem.INTERNAL_ERROR.because("It is logged under this request id."), id);
        try {
            response.resetBuffer();
            response.setStatus(Problem.INTERNAL_ERROR.status());
            response.setContentType(TYPE);
            response.getOutputStream().write(body);
        } catch (IOException | IllegalStateException e) {
            LOG.warn("The failure of request {} could not be told", id);
        }
    }

    private void stored(JdbiException failure, Context ctx) {
        if (Database.isAway(failure)) {
            write(ctx, away(Requests.shownId(ctx)));
        } else {
            unexpected(failure, ctx);
        }
    }

    /// What the caller of a request without a context is told of a failure; what nobody foresaw is logged.
    public static ProblemException of(Exception failure, String requestId) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if (failure instanceof Redis.RedisUnavailable) {
            return unavailable();
        }
        if (Database.isAway(failure)) {
            return away(requestId);
        }
        LOG.error("Request {} failed", requestId, failure);
        return Problem.INTERNAL_ERROR.because("It is logged under this request id.");
    }

    private static ProblemException away(String requestId) {
        LOG.warn("Request {} could not reach PostgreSQL", requestId);
        return Problem.UPSTREAM_UNAVAILABLE
                .because("The store behind this does not answer. Nothing was changed; try again.")
                .retryAfter(2);
    }

    private void unexpected(Exception failure, Context ctx) {
        LOG.error("Request {} {} {} failed", Requests.shownId(ctx), ctx.method(), ctx.path(), failure);
        write(
                ctx,
                Problem.INTERNAL_ERROR.because(
                        "It is logged under this request id. It is safe to try again with the same Idempotency-Key."));
    }

    private static ProblemException unavailable() {
        return Problem.UPSTREAM_UNAVAILABLE
                .because("The store that counts limits does not answer. Nothing was charged; try again.")
                .retryAfter(1);
    }

    private static ProblemException ours(HttpResponseException response) {
        if (response instanceof MethodNotAllowedResponse) {
            return Problem.METHOD_NOT_ALLOWED
                    .because("Use one of the methods in the Allow header.")
                    .header("Allow", String.join(", ", response.getDetails().values()));
        }
        return switch (response.getStatus()) {
            case 413 ->
                Problem.PAYLOAD_TOO_LARGE
                        .because(
                                "A body may have " + Server.LARGEST_BODY + " bytes. Send the work in several requests.")
                        .with("max_bytes", Server.LARGEST_BODY);
            case 415 -> Problem.UNSUPPORTED_MEDIA_TYPE.because("Send JSON with Content-Type: application/json.");
            case 404 ->
                Problem.NOT_FOUND.because("There is nothing at this address. The API is described at /openapi.yaml.");
            case 400 -> Problem.MALFORMED_REQUEST.because("The request cannot be read. Check its encoding.");
            default -> Problem.INTERNAL_ERROR.because("It is logged under this request id.");
        };
    }
}
