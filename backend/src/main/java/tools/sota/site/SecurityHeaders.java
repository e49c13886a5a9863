package tools.sota.site;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.sota.platform.StrictTransport;

/// What browsers are told to forbid. Pages may load, run and be framed by nothing but this site; the dashboard's shell
/// may besides run what carries the nonce of its answer.
final class SecurityHeaders {
    private final StrictTransport transport;

    SecurityHeaders(StrictTransport transport) {
        this.transport = transport;
    }

    /// For documents: HTML, and pictures that browsers open as documents.
    Map<String, String> ofPage() {
        var headers = ofDocument();
        headers.put("Content-Security-Policy", policy(""));
        return headers;
    }

    /// For the shell, whose policy changes with each answer.
    Map<String, String> ofShell() {
        var headers = ofDocument();
        headers.put("X-Robots-Tag", "noindex");
        return headers;
    }

    /// The policy of one answer with the shell.
    String policy(Nonce nonce) {
        return policy(" 'nonce-" + nonce.value() + "'");
    }

    /// For scripts, styles, pictures and fonts.
    Map<String, String> ofPart() {
        var headers = ofAnything();
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }

    /// For what other sites may read: the API's description.
    Map<String, String> ofOpen() {
        var headers = ofAnything();
        headers.put("Cross-Origin-Resource-Policy", "cross-origin");
        headers.put("Access-Control-Allow-Origin", "*");
        return headers;
    }

    /// Puts what every answer of the API starts from; a handler may overrule it.
    void begin(Context ctx) {
        var response = ctx.res();
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        transport.write(response::setHeader);
    }

    private Map<String, String> ofDocument() {
        var headers = ofPart();
        headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return headers;
    }

    private Map<String, String> ofAnything() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Content-Type-Options", "nosniff");
        transport.write(headers::put);
        return headers;
    }

    private String policy(String besides) {
        return "default-src 'none'; script-src 'self'" + besides + "; style-src 'self'" + besides
                + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; manifest-src 'self'"
                + (transport.tls() ? "; upgrade-insecure-requests" : "");
    }
}
