package tools.sota.gateway;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Which headers go on, in either direction. Those of one connection (RFC 9110, 7.6.1) never do, nor what only we say.
final class Hygiene {
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");
    /// What the gateway writes itself, or answers itself.
    private static final Set<String> NOT_ASKED =
            Set.of("host", "content-length", "expect", "forwarded", "via", "x-real-ip", "request-id");
    private static final Set<String> KEYS = Set.of("authorization", "x-api-key", "cookie");
    /// An upstream speaks neither for our cookies, nor for who may read us, nor about our limits.
    private static final Set<String> NOT_ANSWERED = Set.of(
            "set-cookie",
            "set-cookie2",
            "clear-site-data",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "ratelimit",
            "ratelimit-policy",
            "request-id",
            "idempotency-replayed",
            "x-content-type-options");

    private Hygiene() {}

    /// @param forwardKey whether the upstream sees keys and cookies
    static void request(HttpFields from, HttpFields.Mutable to, boolean forwardKey) {
        var named = named(from);
        for (var field : from) {
            var name = name(field);
            boolean goesOn = !OF_A_CONNECTION.contains(name)
                    && !NOT_ASKED.contains(name)
                    && !name.startsWith("sota-")
                    && !name.startsWith("x-forwarded-")
                    && (forwardKey || !KEYS.contains(name))
                    && !named.contains(name);
            if (goesOn) {
                to.add(field);
            }
        }
        to.add(via(from));
    }

    static void response(HttpFields from, HttpFields.Mutable to) {
        var named = named(from);
        for (var field : from) {
            var name = name(field);
            boolean goesOn = !OF_A_CONNECTION.contains(name)
                    && !NOT_ANSWERED.contains(name)
                    && !name.startsWith("sota-")
                    && !name.startsWith("x-ratelimit-")
                    && !name.equals("via")
                    && !named.contains(name);
            if (goesOn) {
                add(field, to);
            }
        }
        to.add(via(from));
    }

    /// Names that the header Connection lists.
    private static Set<String> named(HttpFields fields) {
        if (!fields.contains(HttpHeader.CONNECTION)) {
            return Set.of();
        }
        var names = new HashSet<String>();
        for (var name : fields.getCSV(HttpHeader.CONNECTION, false)) {
            names.add(name.toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return names;
    }

    /// Many servers take a low line for a hyphen, so we do.
    private static String name(HttpField field) {
        var name = field.getLowerCaseName();
        return name.indexOf('_') < 0 ? name : name.replace('_', '-');
    }

    /// The server has written a date of its own.
    private static void add(HttpField field, HttpFields.Mutable to) {
        if (field.getHeader() == HttpHeader.DATE || field.getHeader() == HttpHeader.SERVER) {
            to.put(field);
        } else {
            to.add(field);
        }
    }

    private static HttpField via(HttpFields fields) {
        var before = fields.getCSV(HttpHeader.VIA, true);
        return new HttpField(HttpHeader.VIA, before.isEmpty() ? "1.1 sota" : String.join(", ", before) + ", 1.1 sota");
    }
}
