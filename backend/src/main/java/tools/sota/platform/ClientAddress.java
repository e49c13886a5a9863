package tools.sota.platform;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// The caller's network address. `X-Forwarded-For` is believed only when a proxy of ours on loopback sent it,
/// and then only its last entry, which that proxy wrote itself.
public final class ClientAddress {
    private ClientAddress() {}

    public static String of(Context ctx) {
        return of(ctx.req().getRemoteAddr(), ctx.header("X-Forwarded-For"));
    }

    /// @param peer who sent the request
    /// @param forwarded for whom, as the peer says
    public static String of(String peer, @Nullable String forwarded) {
        if (forwarded == null || !isLoopback(peer)) {
            return peer;
        }
        return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }

    /// The /24 of IPv4 or the /64 of IPv6: what one caller usually holds.
    public static String prefix(Context ctx) {
        var address = of(ctx);
        if (address.contains(":")) {
            var groups = address.split(":", -1);
            return String.join(":", java.util.Arrays.copyOf(groups, Math.min(4, groups.length)));
        }
        int last = address.lastIndexOf('.');
        return last < 0 ? address : address.substring(0, last);
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("[0:0:0:0:0:0:0:1]")
                || address.equals("::1");
    }
}
