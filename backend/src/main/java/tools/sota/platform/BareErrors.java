package tools.sota.platform;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Writes what Jetty refuses before anybody else hears of it, such as a broken address, in the one form of failures.
record BareErrors(Problems problems, Ids ids) implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refused
                ? refused.getCode()
                : response.getStatus();
        var id = Ids.show("req", ids.next());
        response.setStatus(status);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, Problems.TYPE)
                .put(HttpHeader.CACHE_CONTROL, "no-store")
                .put("X-Content-Type-Options", "nosniff")
                .put("Request-Id", id);
        problems.transport().write(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(problems.body(problem(status), id)), callback);
        return true;
    }

    private static ProblemException problem(int status) {
        return switch (status) {
            case 404 ->
                Problem.NOT_FOUND.because("There is nothing at this address. The API is described at /openapi.yaml.");
            case 413 -> Problem.PAYLOAD_TOO_LARGE.because("Send the work in several requests.");
            case 414 -> unread(status, "The address is too long. Send what it says in the body.");
            case 417 -> unread(status, "Send no Expect header but 100-continue.");
            case 431 -> unread(status, "The headers are too large. Send fewer cookies or shorter headers.");
            case 505 -> unread(status, "Speak HTTP/1.1 or HTTP/1.0.");
            case 503 -> Problem.OVERLOADED.because("Try again.").retryAfter(1);
            default ->
                status < 500
                        ? unread(status, "It is not HTTP as RFC 9112 writes it: check the address's encoding and Host.")
                        : Problem.INTERNAL_ERROR.because("It is logged under this request id.");
        };
    }

    private static ProblemException unread(int status, String detail) {
        return Problem.MALFORMED_REQUEST.because(detail).with("status", status);
    }
}
