package tools.sota.sandbox.stripe.pages;

import io.javalin.config.RoutesConfig;

/// What somebody finds who opens the stand-in's address: what it is, and where its pages are.
public final class RootPage implements Page {
    private static final String MAIN = """
            <section>
            <h1>The Stripe stand-in</h1>
            <p>It answers Stripe's API on this machine. Its pages are opened from the product, as Stripe's are:</p>
            <ul>
            <li>the pay page, by "Upgrade" in the dashboard or <code>POST /v1/checkout</code>; 4242 4242 4242 4242 pays</li>
            <li>the portal, by "Manage billing" or <code>POST /v1/portal</code></li>
            <li>invoices, by their links in the dashboard and in mails</li>
            </ul>
            <p><a href="/_control">Its control</a> moves time, holds or repeats webhooks, declines charges and opens
            disputes, so that a whole year can be played by hand.</p>
            <p>What it holds: <a href="/_control/events">events</a>,
            <a href="/_control/objects/customer">customers</a>,
            <a href="/_control/objects/subscription">subscriptions</a>,
            <a href="/_control/objects/invoice">invoices</a>, <a href="/_control/clock">its clock</a>.</p>
            </section>
            """;

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/", ctx -> Html.show(ctx, 200, "Start", "narrow", MAIN));
    }
}
