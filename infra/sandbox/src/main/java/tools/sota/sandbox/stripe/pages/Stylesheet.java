package tools.sota.sandbox.stripe.pages;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The one style of all pages.
public final class Stylesheet implements Page {
    static final String PATH = "/_pages/style.css";

    private static final String CSS = read();

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, ctx -> ctx.contentType("text/css; charset=utf-8").result(CSS));
    }

    private static String read() {
        try (InputStream in = Stylesheet.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("No style.css beside " + Stylesheet.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
