package tools.sota.sandbox.stripe.account;

import java.net.URI;
import java.util.function.Supplier;

/// The addresses of the hosted pages, all on the stand-in itself.
public final class Links {
    private final Supplier<URI> base;

    public Links(Supplier<URI> base) {
        this.base = base;
    }

    public String payPage(String session) {
        return to("/c/pay/" + session);
    }

    public String challenge(String intent) {
        return to("/c/challenge/" + intent);
    }

    public String portal(String session) {
        return to("/p/session/" + session);
    }

    public String invoice(String invoice) {
        return to("/i/" + invoice);
    }

    public String invoicePdf(String invoice) {
        return to("/i/" + invoice + "/pdf");
    }

    public String creditNotePdf(String note) {
        return to("/cn/" + note + "/pdf");
    }

    private String to(String path) {
        return base.get() + path;
    }
}
