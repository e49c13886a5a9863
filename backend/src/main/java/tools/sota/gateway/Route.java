package tools.sota.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import tools.sota.catalog.Product;
import tools.sota.catalog.Upstream;
import tools.sota.limits.NamedLimit;
import tools.sota.metering.LaneMeter;

/// One product and the way to its upstream.
record Route(Product product, Upstream upstream, HttpClient client, List<NamedLimit> limits) {
    static Route of(Product product, Upstream upstream, HttpClient client) {
        return new Route(product, upstream, client, NamedLimit.of(upstream.limits()));
    }

    /// @param tokens 0 for a request that has taken its token already
    /// @param calls to hold
    LaneMeter.Order order(int tokens, int calls) {
        return new LaneMeter.Order(product.id(), tokens, calls, limits);
    }

    /// A request to the upstream, without its headers.
    ///
    /// @param pathAndQuery raw
    Request request(String method, String pathAndQuery) {
        var url = upstream.url();
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() > 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return client.newRequest(url.getHost(), port)
                .scheme(scheme)
                .method(method)
                .path(pathAndQuery)
                .idleTimeout(
                        upstream.answerWithin().plus(upstream.idle()).toMillis(),
                        java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    Map<String, String> addHeaders() {
        return upstream.addHeaders();
    }
}
