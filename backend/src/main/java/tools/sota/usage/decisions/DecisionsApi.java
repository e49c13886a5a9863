package tools.sota.usage.decisions;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Query;
import tools.sota.usage.queries.RecordsApi;

/// `/v1/requests`: why a request was refused.
public final class DecisionsApi {
    private static final int LOWEST_STATUS = 400;
    private static final int HIGHEST_STATUS = 599;

    private final Jdbi jdbi;
    private final Decisions decisions;
    private final Pages pages;
    private final Clock clock;

    DecisionsApi(Jdbi jdbi, Decisions decisions, Pages pages, Clock clock) {
        this.jdbi = jdbi;
        this.decisions = decisions;
        this.pages = pages;
        this.clock = clock;
    }

    public void show(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var environment = environment(ctx, Query.of(ctx));
        var id = Ids.parse("req", ctx.pathParam("id")).orElseThrow(DecisionsApi::notFound);
        decisions.flush();
        ctx.json(DecisionView.of(find(account, environment, id).orElseThrow(DecisionsApi::notFound)));
    }

    /// Refused and failed requests, newest first.
    public void list(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var query = Query.of(ctx, "environment", "key", "rule", "status", "limit", "cursor");
        var filter = new DecisionRows.Filter(
                account,
                environment(ctx, query),
                query.text("key").map(DecisionsApi::key).orElse(null),
                query.text("rule").orElse(null),
                query.text("status").isEmpty()
                        ? null
                        : Integer.valueOf(query.integer("status", LOWEST_STATUS, HIGHEST_STATUS, LOWEST_STATUS)),
                clock.instant());
        var list = "requests " + account + ' ' + filter.environment() + ' ' + filter.keyId() + ' ' + filter.rule() + ' '
                + filter.status();
        var slice = pages.slice(query, list);
        decisions.flush();
        var rows = jdbi.withExtension(
                DecisionRows.class, questions -> questions.page(filter, slice.before(), slice.rows()));
        ctx.json(pages.page(ctx, slice, rows, DecisionRows.Row::id, DecisionView::of));
    }

    private Optional<DecisionRows.Row> find(UUID account, @Nullable String environment, UUID id) {
        var now = clock.instant();
        return jdbi.withExtension(
                DecisionRows.class,
                rows -> rows.find(account, environment, id, now)
                        .or(() -> rows.findCharged(account, environment, id, now)));
    }

    /// What is asked for; null for both.
    static @Nullable String environment(Context ctx, Query query) {
        return RecordsApi.environment(ctx, query).map(Environment::code).orElse(null);
    }

    static UUID key(String word) {
        return Ids.parse("key", word).orElseThrow(() -> Query.bad("key", "must be the id of a key, such as key_01jd…"));
    }

    private static ProblemException notFound() {
        return Problem.NOT_FOUND.because(
                "This account has no such request. Refused ones are kept for 7 days, the newest 1,000; look at GET /v1/requests.");
    }
}
