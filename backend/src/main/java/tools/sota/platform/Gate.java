package tools.sota.platform;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Stands before every matched route: finds the credential and asks it for what the route's access needs.
public final class Gate {
    static final String CREDENTIAL = "credential";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final List<Credential.Reader> readers;
    private final String ownOrigin;

    /// @param ownOrigin scheme, host and port of the site; a browser elsewhere may change nothing
    public Gate(String ownOrigin, Credential.Reader... readers) {
        this.ownOrigin = ownOrigin;
        this.readers = List.of(readers);
    }

    public void check(Context ctx) {
        refuseKeyInQuery(ctx.queryString());
        var access = access(ctx);
        if (access == Access.PUBLIC) {
            refuseForeignOrigin(ctx);
            return;
        }
        var credential = credential(ctx);
        ctx.attribute(CREDENTIAL, credential);
        credential.require(access);
    }

    /// A wrong `Origin` on a change is another site using the browser's cookies; a missing one is no browser.
    public void refuseForeignOrigin(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null
                && !origin.equals(ownOrigin)
                && !SAFE.contains(ctx.method().name())) {
            throw Problem.FORBIDDEN_ORIGIN.because("Sessions can only be used from " + ownOrigin + ".");
        }
    }

    private static Access access(Context ctx) {
        for (var role : ctx.routeRoles()) {
            if (role instanceof Access access) {
                return access;
            }
        }
        throw new IllegalStateException("The route " + ctx.path() + " names no access");
    }

    private Credential credential(Context ctx) {
        for (var reader : readers) {
            var credential = reader.read(ctx);
            if (credential.isPresent()) {
                return credential.get();
            }
        }
        throw noCredential();
    }

    public static ProblemException noCredential() {
        return Problem.UNAUTHENTICATED
                .because("Send a key as Authorization: Bearer sota_…, or sign in.")
                .header("WWW-Authenticate", "Bearer realm=\"api\"");
    }

    /// @throws ProblemException when it has one: addresses are written down everywhere
    public static void refuseKeyInQuery(@Nullable String query) {
        if (query != null && (query.contains("sota_live_") || query.contains("sota_test_"))) {
            throw Problem.KEY_IN_QUERY.because(
                    "Addresses end up in logs: rotate this key, then send it as Authorization: Bearer sota_….");
        }
    }
}
