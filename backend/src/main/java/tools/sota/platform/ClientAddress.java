package tools.sota.platform;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.jetty.server.Request;

/// The caller's network address. `X-Forwarded-For` is read from the right, as far as each entry was written by a proxy
/// that is trusted: what stands further left anybody may have made up.
public final class ClientAddress {
    private static final String ATTRIBUTE = "client-address";

    private ClientAddress() {}

    /// Before anybody asks.
    static void begin(Context ctx, TrustedProxies proxies) {
        var lines = Collections.list(ctx.req().getHeaders("X-Forwarded-For"));
        ctx.attribute(ATTRIBUTE, behind(proxies, ctx.req().getRemoteAddr(), lines));
    }

    /// IPv4 with dots, IPv6 as RFC 5952 writes it.
    public static String of(Context ctx) {
        String address = ctx.attribute(ATTRIBUTE);
        if (address == null) {
            throw new IllegalStateException("The request's address was not looked for");
        }
        return address;
    }

    /// As {@link #of(Context)}, for what answers before Javalin.
    public static String of(Request request, TrustedProxies proxies) {
        var lines = request.getHeaders().getValuesList("X-Forwarded-For");
        return behind(proxies, Request.getRemoteAddr(request), lines);
    }

    /// The /24 of IPv4 or the /64 of IPv6: what one caller usually holds.
    public static String prefix(Context ctx) {
        return network(of(ctx));
    }

    static String behind(TrustedProxies proxies, String peer, List<String> lines) {
        if (lines.isEmpty()) {
            return plain(peer);
        }
        var entries = String.join(",", lines).split(",", -1);
        var address = plain(peer);
        for (int at = entries.length - 1; at >= 0 && proxies.hold(address); at--) {
            var next = plain(entries[at].strip());
            if (!IpAddress.isAddress(next)) {
                return address;
            }
            address = next;
        }
        return address;
    }

    static String network(String address) {
        if (!IpAddress.isAddress(address)) {
            return address;
        }
        long high = IpAddress.high(address);
        long low = IpAddress.low(address);
        return IpAddress.isV4(high, low)
                ? address.substring(0, address.lastIndexOf('.'))
                : HexFormat.of().toHexDigits(high);
    }

    /// Without port, brackets and zone, in the one spelling; what is no address stays as it is.
    private static String plain(String written) {
        var bare = IpAddress.bare(withoutPort(written));
        return IpAddress.isAddress(bare) ? IpAddress.text(IpAddress.high(bare), IpAddress.low(bare)) : bare;
    }

    private static String withoutPort(String written) {
        int bracket = written.indexOf(']');
        if (written.startsWith("[") && bracket > 0) {
            return written.substring(0, bracket + 1);
        }
        int colon = written.indexOf(':');
        return colon > 0 && colon == written.lastIndexOf(':') ? written.substring(0, colon) : written;
    }
}
