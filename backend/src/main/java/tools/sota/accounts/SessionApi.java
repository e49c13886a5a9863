package tools.sota.accounts;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.sota.platform.Credential;
import tools.sota.platform.Gate;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Where sessions meet HTTP: the two cookies of a session, and one that lasts and says that a user was in with this
/// browser; written and read. Over https both bear `__Host-`, which no
/// other
/// host of the domain can set and which demands `Path=/`; so that what is tested is what runs, the path is the same on
/// http.
public final class SessionApi implements Credential.Reader {
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final AccessTokens accessTokens;
    private final SessionStates states;
    private final KnownDevices devices;
    private final Gate gate;
    private final Clock clock;
    private final boolean https;

    /// @param publicUrl where browsers find us, and the only origin that may use a session
    SessionApi(AccessTokens accessTokens, SessionStates states, KnownDevices devices, String publicUrl, Clock clock) {
        this.accessTokens = accessTokens;
        this.states = states;
        this.devices = devices;
        this.gate = new Gate(publicUrl);
        this.clock = clock;
        this.https = publicUrl.startsWith("https:");
    }

    @Override
    public Optional<Session> read(Context ctx) {
        var token = cookie(ctx, "sota_access");
        if (token.isEmpty()) {
            if (refreshToken(ctx).isPresent()) {
                throw expired("Trade the refresh cookie for a new pair at POST /v1/auth/refresh.");
            }
            return Optional.empty();
        }
        gate.refuseForeignOrigin(ctx);
        var names = accessTokens
                .read(token.get())
                .orElseThrow(() -> expired("Trade the refresh cookie for a new pair at POST /v1/auth/refresh."));
        var state = states.find(names.sessionId())
                .filter(found -> found.session().userId().equals(names.userId()))
                .orElseThrow(() -> expired("Log in again."));
        var named = ctx.header("Sota-Account");
        var session = Session.of(state, named);
        if (named != null && session.membership() == null) {
            throw Session.notYours();
        }
        return Optional.of(session);
    }

    /// The session of a request to a public route, if it has one that holds.
    Optional<AccessTokens.Names> names(Context ctx) {
        return cookie(ctx, "sota_access").flatMap(accessTokens::read);
    }

    Optional<String> refreshToken(Context ctx) {
        return cookie(ctx, "sota_refresh");
    }

    public void write(Context ctx, SessionTokens.Tokens tokens) {
        set(ctx, "sota_access", tokens.access(), tokens.accessUntil());
        set(ctx, "sota_refresh", tokens.refresh(), tokens.until());
        if (device(ctx).filter(known -> known.userId().equals(tokens.userId())).isEmpty()) {
            set(
                    ctx,
                    "sota_device",
                    devices.mark(tokens.userId()),
                    clock.instant().plus(REMEMBERED));
        }
    }

    /// The browser, if a user was in with it before.
    Optional<KnownDevices.Device> device(Context ctx) {
        return cookie(ctx, "sota_device").flatMap(devices::read);
    }

    void clear(Context ctx) {
        set(ctx, "sota_access", "", clock.instant());
        set(ctx, "sota_refresh", "", clock.instant());
    }

    static ProblemException expired(String next) {
        return Problem.SESSION_EXPIRED.because(next).header("WWW-Authenticate", "Bearer realm=\"api\"");
    }

    private Optional<String> cookie(Context ctx, String name) {
        return Optional.ofNullable(ctx.cookie(prefixed(name))).filter(value -> !value.isEmpty());
    }

    private void set(Context ctx, String name, String value, Instant until) {
        int seconds = Math.toIntExact(Duration.between(clock.instant(), until).toSeconds());
        ctx.cookie(new Cookie(prefixed(name), value, "/", Math.max(0, seconds), https, true, null, SameSite.LAX));
    }

    private String prefixed(String name) {
        return https ? "__Host-" + name : name;
    }
}
