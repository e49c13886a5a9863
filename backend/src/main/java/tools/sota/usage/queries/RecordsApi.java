package tools.sota.usage.queries;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.keys.KeyCredential;
import tools.sota.limits.PaidCalls;
import tools.sota.limits.Period;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Query;
import tools.sota.platform.Requests;

/// The rows behind any total: `GET /v1/usage/records` by pages, `GET /v1/usage/export.csv` all at once.
public final class RecordsApi {
    private static final Logger LOG = LoggerFactory.getLogger(RecordsApi.class);
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final UsageRecords records;
    private final Pages pages;
    private final Clock clock;

    RecordsApi(UsageRecords records, Pages pages, Clock clock) {
        this.records = records;
        this.pages = pages;
        this.clock = clock;
    }

    private record Row(
            String requestId,
            Instant at,
            String environment,
            String keyId,
            String product,
            int calls,
            int status,
            @Nullable String lookAlike) {}

    public void list(Context ctx) {
        var query = Query.of(ctx, "from", "to", "key", "product", "environment", "limit", "cursor");
        var filter = filter(ctx, query);
        var slice = pages.slice(query, filter.name());
        ctx.json(pages.page(
                ctx, slice, records.page(filter, slice.before(), slice.rows()), RecordRows.Row::id, RecordsApi::row));
    }

    /// The live calls that were paid for with something, by pages.
    public void admittedIn(Context ctx, List<PaidCalls> paid) {
        var account = Credential.of(ctx).accountId();
        var name = "paid " + account + ' ' + ctx.path();
        var slice = pages.slice(Query.of(ctx, "limit", "cursor"), name);
        var rows = records.admittedIn(account, paid, slice.before(), slice.rows());
        ctx.json(pages.page(ctx, slice, rows, RecordRows.Row::id, RecordsApi::row));
    }

    public void export(Context ctx) {
        var query = Query.of(ctx, "from", "to", "key", "product", "environment");
        var filter = filter(ctx, query);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name(query, filter) + '"')
                .header("Cache-Control", "no-store");
        try {
            new UsageFile(records).write(filter, ctx.outputStream());
        } catch (IOException gone) {
            LOG.debug("The reader of export {} has gone", Requests.shownId(ctx), gone);
        }
    }

    /// What is asked for. A key sees its own environment alone, for a test key stands in pages and samples.
    ///
    /// @throws ProblemException `insufficient_scope` for a key that asks for the other one
    public static Optional<Environment> environment(Context ctx, Query query) {
        var asked = query.choice("environment", Environment.class);
        if (!(Credential.of(ctx) instanceof KeyCredential caller)) {
            return asked;
        }
        var own = caller.key().environment();
        if (asked.filter(environment -> environment != own).isPresent()) {
            throw Problem.INSUFFICIENT_SCOPE.because("A " + own.code() + " key sees what is of environment "
                    + own.code() + " alone. Leave the parameter environment out, use a key of the other environment, or"
                    + " sign in.");
        }
        return Optional.of(own);
    }

    /// As {@link #environment}; both for a session that does not say.
    public static List<String> environments(Context ctx, Query query) {
        return environment(ctx, query).map(List::of).orElse(List.of(Environment.values())).stream()
                .map(Environment::code)
                .toList();
    }

    /// The span of rows that is asked for, in the whole milliseconds that rows have; everything when nothing is said.
    public static Period range(Query query, Instant now) {
        return new Period(
                millis(query.time("from").orElse(Instant.EPOCH)),
                millis(query.time("to").orElse(now.plusSeconds(1))));
    }

    private UsageRecords.Filter filter(Context ctx, Query query) {
        var range = range(query, clock.instant());
        return new UsageRecords.Filter(
                Credential.of(ctx).accountId(),
                environments(ctx, query),
                query.text("key").map(RecordsApi::key).orElse(null),
                query.text("product").orElse(null),
                range.start(),
                range.end());
    }

    private static UUID key(String word) {
        return Ids.parse("key", word).orElseThrow(() -> Query.bad("key", "must be the id of a key, such as key_01jd…"));
    }

    /// Rounded up to the milliseconds that rows have: the same rows are on either side of it.
    private static Instant millis(Instant at) {
        var bounded = at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at.isAfter(LATEST) ? LATEST : at;
        var whole = bounded.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(bounded) ? whole : whole.plusMillis(1);
    }

    private static String name(Query query, UsageRecords.Filter filter) {
        var days = Stream.of(
                        query.text("from").map(from -> filter.from()),
                        query.text("to").map(to -> filter.to()))
                .flatMap(Optional::stream)
                .map(at -> '-' + at.truncatedTo(ChronoUnit.DAYS).toString().substring(0, "2026-11-22".length()))
                .toList();
        return "usage" + String.join("", days) + ".csv";
    }

    private static Row row(RecordRows.Row row) {
        return new Row(
                Ids.show("req", row.id()),
                row.at(),
                row.environment(),
                Ids.show("key", row.keyId()),
                row.product(),
                row.calls(),
                row.status(),
                row.lookAlike() == null ? null : Ids.show("req", row.lookAlike()));
    }
}
