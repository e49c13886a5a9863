package tools.sota;

import static io.javalin.apibuilder.ApiBuilder.get;
import static io.javalin.apibuilder.ApiBuilder.path;
import static io.javalin.apibuilder.ApiBuilder.post;
import static tools.sota.platform.Access.PUBLIC;
import static tools.sota.platform.Access.USER;

import io.javalin.config.JavalinConfig;
import tools.sota.accounts.AuthApi;
import tools.sota.platform.Gate;
import tools.sota.platform.Idempotency;
import tools.sota.site.HealthApi;

/// Every address on one page: who may call it, who answers.
final class Routes {
    private final Gate gate;
    private final HealthApi health;
    private final AuthApi auth;
    private final Idempotency idempotency;

    Routes(Gate gate, HealthApi health, AuthApi auth, Idempotency idempotency) {
        this.gate = gate;
        this.health = health;
        this.auth = auth;
        this.idempotency = idempotency;
    }

    void install(JavalinConfig config) {
        config.routes.beforeMatched(gate::check);
        config.routes.apiBuilder(() -> {
            get("healthz", health::health, PUBLIC);
            get("readyz", health::readiness, PUBLIC);
            path("v1/auth", this::auth);
        });
    }

    private void auth() {
        post("signup", idempotency.once(auth::signUp), PUBLIC);
        post("login", auth::logIn, PUBLIC);
        post("logout", idempotency.once(auth::logOut), PUBLIC);
        post("refresh", auth::refresh, PUBLIC);
        post("verify-email", idempotency.once(auth::verifyEmail), PUBLIC);
        post("verify-email/resend", idempotency.once(auth::resendVerification), USER);
        post("password/forgot", idempotency.once(auth::forgotPassword), PUBLIC);
        post("password/reset", idempotency.once(auth::resetPassword), PUBLIC);
    }
}
