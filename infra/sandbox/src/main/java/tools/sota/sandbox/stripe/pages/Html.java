package tools.sota.sandbox.stripe.pages;

import io.javalin.http.Context;

/// The frame of every page: no script, no style of its own, nothing from another host.
public final class Html {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

    private Html() {}

    public static void show(Context ctx, int status, String title, String width, String main) {
        ctx.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .status(status)
                .html("""
                        <!doctype html>
                        <html lang="en">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <title>%s (Stripe stand-in)</title>
                        <link rel="icon" href="data:,">
                        <link rel="stylesheet" href="%s">
                        </head>
                        <body>
                        <header class="test">TEST: this is the Stripe stand-in. No real money moves here.</header>
                        <main class="%s">
                        %s
                        </main>
                        </body>
                        </html>
                        """.formatted(text(title), Stylesheet.PATH, width, main));
    }

    public static void message(Context ctx, int status, String title, String explanation) {
        show(
                ctx,
                status,
                title,
                "narrow",
                "<section><h1>%s</h1><p>%s</p></section>".formatted(text(title), text(explanation)));
    }

    /// Text as it may stand between tags or in a quoted attribute.
    public static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String problem(String message) {
        return message.isEmpty()
                ? ""
                : "<p class=\"problem\" role=\"alert\" id=\"problem\">%s</p>".formatted(text(message));
    }
}
