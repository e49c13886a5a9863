package tools.sota.sandbox.mail;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.util.List;

/// The caught mails in a browser, and the same as JSON for tests that run outside this JVM.
public final class MailPage implements AutoCloseable {
    /// A mail may not run scripts or fetch anything; its links open in a tab of their own.
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'";

    private final MailCatcher mails;
    private final MailHtml html = new MailHtml();
    private final Javalin server;

    private MailPage(MailCatcher mails, int port) {
        this.mails = mails;
        this.server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.startupWatcherEnabled = false;
                    addRoutes(config.routes);
                })
                .start("127.0.0.1", port);
    }

    /// Starts on the port, or on a free one when it is 0.
    public static MailPage start(MailCatcher mails, int port) {
        return new MailPage(mails, port);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void addRoutes(RoutesConfig routes) {
        routes.get("/", this::list);
        routes.get("/list.js", ctx -> file(ctx, "list.js", "text/javascript"));
        routes.get("/mail.css", ctx -> file(ctx, "mail.css", "text/css"));
        routes.get("/messages/{id}", this::show);
        routes.get("/messages/{id}/html", this::part);
        routes.get("/messages/{id}/source", this::source);
        routes.post("/clear", this::clear);
        routes.get("/api/messages", this::listAsJson);
        routes.get("/api/messages/{id}", ctx -> ctx.json(MailJson.of(wanted(ctx))));
        routes.delete("/api/messages", this::forget);
    }

    private static void file(Context ctx, String name, String type) {
        ctx.contentType(type).result(Template.read(name).text());
    }

    private void list(Context ctx) {
        var to = to(ctx);
        ctx.header("Content-Security-Policy", PAGE_POLICY).html(html.list(chosen(to), to));
    }

    private void show(Context ctx) {
        ctx.header("Content-Security-Policy", PAGE_POLICY).html(html.one(wanted(ctx)));
    }

    private void part(Context ctx) {
        ctx.header("Content-Security-Policy", MAIL_POLICY)
                .html("<base target=\"_blank\">" + wanted(ctx).html());
    }

    private void source(Context ctx) {
        ctx.contentType("text/plain; charset=utf-8").result(mails.source(wanted(ctx)));
    }

    private void clear(Context ctx) {
        refuseForeignOrigin(ctx);
        mails.clear();
        ctx.redirect("/", HttpStatus.SEE_OTHER);
    }

    private void listAsJson(Context ctx) {
        int limit = limit(ctx);
        ctx.json(chosen(to(ctx)).stream().limit(limit).map(MailJson::of).toList());
    }

    private static int limit(Context ctx) {
        var word = ctx.queryParam("limit");
        if (word == null) {
            return Integer.MAX_VALUE;
        }
        if (!word.matches("\\d{1,9}")) {
            throw new BadRequestResponse("limit must be a whole number, 0 or more");
        }
        return Integer.parseInt(word);
    }

    private void forget(Context ctx) {
        refuseForeignOrigin(ctx);
        mails.clear();
        ctx.status(HttpStatus.NO_CONTENT);
    }

    /// Another page in the same browser may not empty the box; what is no browser says no origin.
    private static void refuseForeignOrigin(Context ctx) {
        var origin = ctx.header("Origin");
        if (origin != null && !origin.equals("http://" + ctx.host())) {
            throw new ForbiddenResponse("Only this page itself may do that.");
        }
    }

    private List<Mail> chosen(String to) {
        return to.isEmpty() ? mails.messages() : mails.messagesTo(to);
    }

    private static String to(Context ctx) {
        var to = ctx.queryParam("to");
        return to == null ? "" : to.strip();
    }

    private Mail wanted(Context ctx) {
        return mails.find(ctx.pathParam("id")).orElseThrow(() -> new NotFoundResponse("There is no such mail."));
    }
}
