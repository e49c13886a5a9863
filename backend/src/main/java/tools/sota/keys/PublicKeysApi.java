package tools.sota.keys;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import tools.sota.platform.Body;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Throttle;

/// What anyone may do under `/v1/keys`: report a leaked key, and undo a freeze with the link of a mail.
public final class PublicKeysApi {
    private static final int LONGEST = 500;

    private final KeyReport report;
    private final Undo undo;
    private final Throttle throttle;

    PublicKeysApi(KeyReport report, Undo undo, Throttle throttle) {
        this.report = report;
        this.undo = undo;
        this.throttle = throttle;
    }

    private record UnfrozenView(String name, String hint) {}

    /// The same answer to everything, so that it tells nothing.
    public void report(Context ctx) {
        throttle.take(KeyLimit.REPORT_BY_ADDRESS, ClientAddress.prefix(ctx));
        var secret = Body.read(ctx, fields -> fields.text("secret", 1, LONGEST));
        report.report(new KeySecret(secret.strip()));
        ctx.status(HttpStatus.ACCEPTED);
    }

    /// A POST, because programs that look at mail open every link in it.
    public void undo(Context ctx) {
        throttle.take(KeyLimit.UNDO_BY_ADDRESS, ClientAddress.prefix(ctx));
        var key = undo.undo(Body.read(ctx, fields -> fields.text("token", 1, LONGEST)));
        ctx.header("Cache-Control", "no-store").json(new UnfrozenView(key.name(), key.hint()));
    }
}
