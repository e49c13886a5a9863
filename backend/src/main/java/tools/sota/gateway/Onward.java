package tools.sota.gateway;

import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import tools.sota.metering.LaneMeter;
import tools.sota.metering.Ticket;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.StrictTransport;

/// One request on its way to an upstream.
///
/// @param path of the upstream, with the query, as it was written
/// @param publicUrl where customers find us
record Onward(Route route, Request request, LaneMeter.Caller caller, String path, String publicUrl) {
    UUID id() {
        return caller.requestId();
    }

    String shownId() {
        return Ids.show("req", id());
    }

    /// What the upstream gets, but for the body.
    org.eclipse.jetty.client.Request to(Ticket ticket) {
        var onward = route.request(request.getMethod(), path);
        onward.headers(headers -> {
            Hygiene.request(request.getHeaders(), headers, route.upstream().forwardKey());
            describe(headers);
            headers.put("Sota-Account", Ids.show("acc", ticket.accountId()));
            headers.put("Sota-Key", Ids.show("key", ticket.keyId()));
            headers.put("Sota-Environment", ticket.environment().code());
            route.addHeaders().forEach(headers::put);
        });
        return onward;
    }

    private void describe(HttpFields.Mutable headers) {
        headers.put("Request-Id", shownId());
        headers.put("X-Forwarded-For", caller.address());
        headers.put("X-Forwarded-Proto", publicUrl.substring(0, publicUrl.indexOf(':')));
        var host = request.getHeaders().get(HttpHeader.HOST);
        if (host != null) {
            headers.put("X-Forwarded-Host", host);
        }
    }

    /// The headers of the answer that are ours, after those of the upstream.
    void answer(HttpFields from, HttpFields.Mutable to, Ticket ticket) {
        Hygiene.response(from, to);
        to.put("Request-Id", shownId());
        to.put("X-Content-Type-Options", "nosniff");
        StrictTransport.of(publicUrl).write(to::put);
        ticket.headers(to::put);
        if (ticket.environment() == Environment.TEST) {
            // Test keys may be used from any page, live keys from none.
            to.put("Access-Control-Allow-Origin", "*");
            to.put("Access-Control-Expose-Headers", "*");
        }
    }

    boolean isTooLarge() {
        return request.getLength() > route.upstream().maxRequestBytes();
    }

    boolean hasBody() {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /// What a 2xx costs.
    ///
    /// @return 0 when the upstream gives it away
    int cost(HttpFields answer) {
        var upstream = route.upstream();
        var said = upstream.costHeader() == null ? null : answer.get(upstream.costHeader());
        if (said == null) {
            return upstream.calls();
        }
        var word = said.strip();
        // A wrong word is our operator's fault, not the customer's: the usual price holds.
        return word.matches("\\d{1,9}") ? Math.min(Integer.parseInt(word), upstream.mostCalls()) : upstream.calls();
    }
}
