package tools.sota.platform;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Answers HEAD as GET: Javalin would answer it without asking the route. Jetty knows that the answer's body must not
/// leave, and keeps its length in the headers.
final class HeadAsGet extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(isForMachines(request) ? new Get(request) : request, response, callback);
    }

    /// Pages know HEAD themselves.
    private static boolean isForMachines(Request request) {
        var path = request.getHttpURI().getPath();
        return HttpMethod.HEAD.is(request.getMethod())
                && path != null
                && (path.startsWith("/v1") || path.equals("/healthz") || path.equals("/readyz"));
    }

    private static final class Get extends Request.Wrapper {
        Get(Request head) {
            super(head);
        }

        @Override
        public String getMethod() {
            return HttpMethod.GET.asString();
        }
    }
}
