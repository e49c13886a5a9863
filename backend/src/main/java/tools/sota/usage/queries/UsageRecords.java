package tools.sota.usage.queries;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.PaidCalls;

/// Reads rows of the ledger in pages, newest first. No connection is held between two pages, so a reader that is slow
/// or
/// gone holds nothing.
final class UsageRecords {
    private final Jdbi jdbi;

    UsageRecords(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What is asked for.
    record Filter(
            UUID accountId,
            List<String> environments,
            @Nullable UUID keyId,
            @Nullable String product,
            Instant from,
            Instant to) {
        /// Names the list that a cursor belongs to.
        String name() {
            return "usage " + accountId + ' ' + environments + ' ' + keyId + ' ' + product + ' ' + from;
        }

        /// The last id's time bounds what is asked for too, so that a late page does not walk past the newer hours.
        private RecordRows.Wanted in(String environment, UUID before) {
            var after = Instant.ofEpochMilli((before.getMostSignificantBits() >>> 16) + 1);
            return new RecordRows.Wanted(accountId, environment, keyId, product, from, after.isBefore(to) ? after : to);
        }
    }

    /// @param before only rows with a lower id
    List<RecordRows.Row> page(Filter filter, UUID before, int rows) {
        return jdbi.withExtension(
                RecordRows.class,
                records -> newest(
                        filter.environments().stream()
                                .flatMap(environment ->
                                        page(records, filter.in(environment, before), before, rows).stream()),
                        rows));
    }

    /// @param paid parts that share no call
    List<RecordRows.Row> admittedIn(UUID account, List<PaidCalls> paid, UUID before, int rows) {
        return jdbi.withExtension(
                RecordRows.class,
                records -> newest(
                        paid.stream().flatMap(part -> part(records, account, part, before, rows).stream()), rows));
    }

    private static List<RecordRows.Row> part(RecordRows records, UUID account, PaidCalls paid, UUID before, int rows) {
        var span = paid.periods();
        return paid.isAll()
                ? records.admittedIn(account, span.start(), span.end(), before, rows)
                : records.partIn(account, span, paid.after(), paid.calls(), before, rows);
    }

    private static List<RecordRows.Row> newest(Stream<RecordRows.Row> all, int rows) {
        return all.sorted(Comparator.comparing((RecordRows.Row row) -> row.id().toString())
                        .reversed())
                .limit(rows)
                .toList();
    }

    private static List<RecordRows.Row> page(RecordRows records, RecordRows.Wanted wanted, UUID before, int rows) {
        return wanted.keyId() == null && wanted.product() == null
                ? records.page(wanted, before, rows)
                : records.narrowPage(wanted, before, rows);
    }
}
