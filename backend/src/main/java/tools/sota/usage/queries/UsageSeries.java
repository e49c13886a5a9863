package tools.sota.usage.queries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.Period;
import tools.sota.platform.Ids;

/// Calls over time, from sums that are kept per hour and per day: an answer reads as many rows as there are sums,
/// however many calls they add up.
final class UsageSeries {
    /// What keys made before their maker was noted are grouped under.
    private static final String NOBODY = "unknown";

    private final Jdbi jdbi;

    UsageSeries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    enum Grouping {
        KEY,
        PRODUCT,
        STATUS,
        MEMBER
    }

    /// One bar.
    ///
    /// @param requests that were not charged; only where the bars are grouped by status
    record Bar(
            Instant start,
            long calls,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long requests) {}

    /// @param range whole intervals
    /// @param grouping null for one bar per interval, empty intervals too
    List<Bar> read(UUID account, String environment, Period range, Interval interval, @Nullable Grouping grouping) {
        var span = new UsageRows.Span(account, environment, range.start(), range.end());
        return jdbi.inTransaction(transaction -> {
            // More than the default, or sums of many hours are cut into batches on disk.
            transaction.execute("set local work_mem = '32MB'");
            var sums = new Sums(transaction, span, interval);
            return grouping == null ? filled(sums.of("null::text"), range, interval) : grouped(sums, grouping);
        });
    }

    private static List<Bar> grouped(Sums sums, Grouping grouping) {
        return switch (grouping) {
            case KEY -> bars(sums.of("key_id"), "key");
            case PRODUCT -> bars(sums.of("product"), null);
            case MEMBER -> bars(sums.byMember(), "usr");
            case STATUS -> byStatus(sums);
        };
    }

    /// Only a 2xx is charged, so charged calls are one group, and every other status is one of requests.
    private static List<Bar> byStatus(Sums sums) {
        var bars = new ArrayList<>(bars(sums.of("'2xx'::text"), null));
        sums.uncharged().forEach(row -> bars.add(new Bar(row.start(), 0, row.grouping(), row.calls())));
        bars.sort(Comparator.comparing(Bar::start).thenComparing(bar -> String.valueOf(bar.group())));
        return bars;
    }

    private static List<Bar> bars(List<UsageRows.Bucket> rows, @Nullable String idPrefix) {
        // Few groups and many bars: an id is written out once.
        Map<String, String> shown = new HashMap<>();
        return rows.stream()
                .map(row -> new Bar(row.start(), row.calls(), shown(row.grouping(), idPrefix, shown), null))
                .toList();
    }

    private static String shown(@Nullable String group, @Nullable String idPrefix, Map<String, String> known) {
        if (group == null) {
            return NOBODY;
        }
        return idPrefix == null ? group : known.computeIfAbsent(group, id -> Ids.show(idPrefix, UUID.fromString(id)));
    }

    /// One bar per interval, empty ones too, so that a chart needs no arithmetic of its own.
    private static List<Bar> filled(List<UsageRows.Bucket> rows, Period range, Interval interval) {
        Map<Instant, Long> calls = new HashMap<>();
        rows.forEach(row -> calls.put(row.start(), row.calls()));
        var bars = new ArrayList<Bar>();
        for (var start = range.start(); start.isBefore(range.end()); start = interval.next(start)) {
            bars.add(new Bar(start, calls.getOrDefault(start, 0L), null, null));
        }
        return bars;
    }

    /// The sums of one span: hours of hourly ones, days and months of daily ones.
    private record Sums(Handle transaction, UsageRows.Span span, Interval interval) {
        List<UsageRows.Bucket> of(String part) {
            return cut(rows().series(span, table("usage"), time(), part));
        }

        List<UsageRows.Bucket> byMember() {
            return cut(rows().seriesByMember(span, table("usage"), time()));
        }

        List<UsageRows.Bucket> uncharged() {
            return cut(rows().uncharged(span, table("decision"), time()));
        }

        /// Days become months; what is no month is as wide as its rows already.
        private List<UsageRows.Bucket> cut(List<UsageRows.Bucket> rows) {
            if (interval != Interval.MONTH) {
                return rows;
            }
            Map<UsageRows.Bucket, Long> sums = new LinkedHashMap<>();
            rows.forEach(row -> sums.merge(
                    new UsageRows.Bucket(interval.floor(row.start()), row.grouping(), 0), row.calls(), Long::sum));
            return sums.entrySet().stream()
                    .map(sum -> new UsageRows.Bucket(
                            sum.getKey().start(), sum.getKey().grouping(), sum.getValue()))
                    .sorted(Comparator.comparing(UsageRows.Bucket::start)
                            .thenComparing(UsageRows.Bucket::grouping, Comparator.nullsLast(Comparator.naturalOrder())))
                    .toList();
        }

        private String table(String of) {
            return of + (interval == Interval.HOUR ? "_hourly" : "_daily");
        }

        private String time() {
            return interval == Interval.HOUR ? "hour" : "day";
        }

        private UsageRows rows() {
            return transaction.attach(UsageRows.class);
        }
    }
}
