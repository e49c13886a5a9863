package tools.sota.metering;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.sota.limits.NamedLimit;
import tools.sota.platform.Environment;

/// `GET /v1/echo` of a live key that this node knows, without a thread that waits: admission, journal and answer each
/// follow when the one before is done. It stands before Javalin, which costs as much as all of them; whatever is not
/// plain goes on to it, and is answered there in the same words.
public final class EchoLane extends Handler.Wrapper {
    private static final String PATH = "/v1/echo";
    private static final String BEARER = "Bearer ";

    private final EchoCall.Room room;
    private final MeteringFeature.Wire wire;
    private final Entrance.Wish wish;

    EchoLane(EchoCall.Room room, MeteringFeature.Wire wire) {
        this.room = room;
        this.wire = wire;
        this.wish = new Entrance.Wish(
                1, EchoApi.calls(wire.echo()), NamedLimit.of(wire.echo().limits()), "");
    }

    /// Nothing here waits, so the thread that read the request goes on with it.
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var known = secret(request)
                .flatMap(secret -> room.entrance().known(wire.ids().next(), secret, wish));
        if (known.isEmpty() || known.get().key().environment() != Environment.LIVE) {
            return super.handle(request, response, callback);
        }
        var answer = new LaneAnswer(request, response, callback, wire.manners());
        new EchoCall(room, known.get(), answer, () -> goOn(request, response, callback)).start();
        return true;
    }

    private void goOn(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static Optional<String> secret(Request request) {
        var uri = request.getHttpURI();
        if (!PATH.equals(uri.getPath())
                || !HttpMethod.GET.is(request.getMethod())
                || uri.getQuery() != null
                || request.getHeaders().contains(HttpHeader.ORIGIN)) {
            return Optional.empty();
        }
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return authorization != null && authorization.startsWith(BEARER)
                ? Optional.of(authorization.substring(BEARER.length()))
                : Optional.empty();
    }
}
