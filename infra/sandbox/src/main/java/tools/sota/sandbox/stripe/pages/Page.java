package tools.sota.sandbox.stripe.pages;

import io.javalin.config.RoutesConfig;

/// A hosted page and the forms on it.
@FunctionalInterface
public interface Page {
    void addTo(RoutesConfig routes);
}
