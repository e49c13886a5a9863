package tools.sota;

import static io.javalin.apibuilder.ApiBuilder.delete;
import static io.javalin.apibuilder.ApiBuilder.get;
import static io.javalin.apibuilder.ApiBuilder.patch;
import static io.javalin.apibuilder.ApiBuilder.path;
import static io.javalin.apibuilder.ApiBuilder.post;
import static io.javalin.apibuilder.ApiBuilder.put;
import static tools.sota.platform.Access.ADMIN;
import static tools.sota.platform.Access.ANY;
import static tools.sota.platform.Access.BILLING;
import static tools.sota.platform.Access.DEVELOPER;
import static tools.sota.platform.Access.MEMBER;
import static tools.sota.platform.Access.PUBLIC;
import static tools.sota.platform.Access.STAFF;
import static tools.sota.platform.Access.TOOLS;
import static tools.sota.platform.Access.USAGE;
import static tools.sota.platform.Access.USAGE_WRITE;
import static tools.sota.platform.Access.USER;
import static tools.sota.platform.Access.VERIFY;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;
import tools.sota.accounts.AccountsFeature;
import tools.sota.billing.BillingFeature;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.CatalogFeature;
import tools.sota.keys.KeysFeature;
import tools.sota.limits.NamedLimit;
import tools.sota.metering.EchoApi;
import tools.sota.metering.MeteredApi;
import tools.sota.metering.MeteringFeature;
import tools.sota.platform.Access;
import tools.sota.platform.Gate;
import tools.sota.platform.Idempotency;
import tools.sota.site.HealthApi;
import tools.sota.site.Site;
import tools.sota.tools.memory.MemoryApi;
import tools.sota.tools.memory.MemoryScoreRequest;
import tools.sota.tools.memory.MemoryScorer;
import tools.sota.usage.UsageFeature;
import tools.sota.usage.parts.UsageParts;

/// Every address on one page: who may call it, who answers.
final class Routes {
    /// Free of admission here: the public, a user without an account, our own people, and those that admit for
    /// themselves.
    private static final Set<Access> NOT_ADMITTED_HERE = Set.of(PUBLIC, USER, STAFF, TOOLS, VERIFY);

    private final Features features;

    Routes(Features features) {
        this.features = features;
    }

    /// Everything that answers.
    record Features(
            Gate gate,
            Idempotency idempotency,
            CatalogFeature catalog,
            AccountsFeature accounts,
            KeysFeature keys,
            UsageFeature usage,
            UsageParts usageParts,
            MeteringFeature metering,
            BillingFeature billing,
            HealthApi health,
            Site site) {}

    void install(JavalinConfig config) {
        pages(config);
        config.routes.exception(StripeUnavailable.class, features.billing().outage()::answer);
        config.routes.beforeMatched(features.gate()::check);
        config.routes.beforeMatched(this::admit);
        config.routes.afterMatched(features.metering().observed()::note);
        config.routes.apiBuilder(() -> {
            get("v1", features.site()::api, PUBLIC);
            path("v1", () -> {
                get("me", features.metering().me()::me, ANY);
                get("plans", features.catalog().plans()::list, PUBLIC);
                path("auth", this::auth);
                team();
                path("keys", this::keys);
                path("usage", this::usage);
                path("requests", this::requests);
                get("alerts", features.usageParts().alerts().api()::show, MEMBER);
                put("alerts", features.usageParts().alerts().api()::change, BILLING);
                get("meters", features.usageParts().ingest().meters()::usage, USAGE);
                get("meters/{id}/records", features.usageParts().ingest().meters()::records, USAGE);
                billing();
                tools();
            });
            post("webhooks/stripe", features.billing().webhook()::receive, PUBLIC);
            get("healthz", features.health()::health, PUBLIC);
            get("readyz", features.health()::readiness, PUBLIC);
        });
    }

    /// Anyone may read pages, their parts, `/app/**`, `/openapi.yaml` and `/openapi.json`; see {@link Site}.
    private void pages(JavalinConfig config) {
        config.routes.before(features.site()::serve);
        config.routes.error(404, features.site()::notFound);
    }

    private void auth() {
        var api = features.accounts().api();
        post("signup", once(api::signUp), PUBLIC);
        post("login", api::logIn, PUBLIC);
        post("logout", api::logOut, PUBLIC);
        post("refresh", api::refresh, PUBLIC);
        post("verify-email", once(api::verifyEmail), PUBLIC);
        post("verify-email/resend", once(api::resendVerification), USER);
        post("password/forgot", once(api::forgotPassword), PUBLIC);
        post("password/reset", once(api::resetPassword), PUBLIC);
    }

    private void team() {
        var team = features.accounts().team();
        get("members", team.members()::list, MEMBER);
        patch("members/{id}", team.members()::change, ADMIN);
        delete("members/{id}", team.members()::remove, MEMBER);
        get("invitations", team.invitations()::list, ADMIN);
        post("invitations", once(team.invitations()::invite), ADMIN);
        post("invitations/look", team.accept()::look, PUBLIC);
        post("invitations/accept", once(team.accept()::accept), PUBLIC);
        post("invitations/{id}/resend", once(team.invitations()::resend), ADMIN);
        delete("invitations/{id}", team.invitations()::revoke, ADMIN);
    }

    private void keys() {
        var api = features.keys().api();
        get("", current(api::list), MEMBER);
        post("", once(api::issue), DEVELOPER);
        get("{id}", current(api::show), MEMBER);
        patch("{id}", api::change, DEVELOPER);
        delete("{id}", api::revoke, DEVELOPER);
        post("{id}/rotate", once(api::rotate), DEVELOPER);
        post("{id}/freeze", once(api::freeze), DEVELOPER);
        post("{id}/unfreeze", once(api::unfreeze), DEVELOPER);
        get("{id}/secret", api::testSecret, DEVELOPER);
        post("verify", features.metering().verify()::verify, VERIFY);
        post("report", once(features.keys().open()::report), PUBLIC);
        post("unfreeze", once(features.keys().open()::undo), PUBLIC);
    }

    private void usage() {
        var queries = features.usageParts().queries();
        get("", current(queries.usage()::usage), USAGE);
        get("records", current(queries.records()::list), USAGE);
        get("export.csv", current(queries.records()::export), USAGE);
        post("events", once(features.usageParts().ingest().events()::receive), USAGE_WRITE);
    }

    private void requests() {
        var api = features.usageParts().decisions().api();
        get("", api::list, USAGE);
        get("counters", features.usageParts().decisions().counters()::list, USAGE);
        get("{id}", current(api::show), USAGE);
    }

    private void billing() {
        var billing = features.billing();
        post("checkout", once(billing.checkout()::open), BILLING);
        post("checkout/{id}/sync", billing.checkout()::sync, MEMBER);
        post("portal", once(billing.subscription()::openPortal), BILLING);
        get("subscription", billing.subscription()::show, MEMBER);
        get("subscription/guarantee", current(billing.moneyBack().guarantee()::show), MEMBER);
        post("subscription/guarantee", once(current(billing.moneyBack().guarantee()::claim)), BILLING);
        post("ops/refunds", once(billing.moneyBack().refunds()::pay), STAFF);
        patch("subscription", billing.changes()::change, BILLING);
        post("subscription/preview", once(billing.changes()::preview), BILLING);
        post("subscription/cancel", once(billing.changes()::cancel), BILLING);
        post("subscription/resume", once(billing.changes()::resume), BILLING);
        get("payment-methods", billing.paymentMethods()::list, MEMBER);
        post("payment-methods", once(billing.paymentMethods()::add), BILLING);
        post("payment-methods/sync", billing.paymentMethods()::sync, MEMBER);
        post("payment-methods/{id}/default", billing.paymentMethods()::makeDefault, BILLING);
        delete("payment-methods/{id}", billing.paymentMethods()::remove, BILLING);
        get("billing-details", billing.details()::show, MEMBER);
        put("billing-details", billing.details()::put, BILLING);
        get("credits", billing.packs()::list, MEMBER);
        post("credits", once(billing.packs()::buy), BILLING);
        post("credits/sync", billing.packs()::sync, MEMBER);
        get("spend-cap", billing.spendCap()::show, MEMBER);
        put("spend-cap", billing.spendCap()::set, BILLING);
        get("invoices", billing.invoices()::list, MEMBER);
        get("invoices/{id}", billing.invoices()::show, MEMBER);
        get("invoices/{id}/pdf", billing.invoices()::pdf, MEMBER);
        get("invoices/{id}/credit-notes/{number}/pdf", billing.invoices()::creditNotePdf, MEMBER);
        var records = features.usageParts().queries().records();
        get(
                "invoices/{id}/lines/{line}/records",
                current(ctx -> records.admittedIn(ctx, billing.invoices().callsOf(ctx))),
                MEMBER);
    }

    private void tools() {
        get("echo", metered(EchoApi.operation(catalog().operation("echo"))), TOOLS);
        var score = catalog().operation("memory.score");
        post(
                "memory/score",
                once(metered(new MeteredApi.Operation<MemoryScoreRequest>(
                        "memory",
                        NamedLimit.of(score.limits()),
                        MemoryApi::read,
                        request -> Math.toIntExact(score.callsFor(request.cases())),
                        (ctx, request, calls) -> MemoryApi.answer(ctx, calls, MemoryScorer.score(request))))),
                TOOLS);
    }

    private Catalog catalog() {
        return features.catalog().catalog();
    }

    private Handler once(Handler handler) {
        return features.idempotency().once(handler);
    }

    /// Whoever reads what was charged sees every charge that this node has answered.
    private Handler current(Handler handler) {
        return ctx -> {
            features.usage().ledger().catchUp();
            handler.handle(ctx);
        };
    }

    private <R> Handler metered(MeteredApi.Operation<R> operation) {
        return features.metering().api().metered(operation);
    }

    private void admit(Context ctx) {
        boolean mayReplay = ctx.routeRoles().contains(TOOLS) && ctx.header("Idempotency-Key") != null;
        if (mayReplay || ctx.routeRoles().stream().noneMatch(NOT_ADMITTED_HERE::contains)) {
            features.metering().api().pass(ctx);
        }
    }
}
