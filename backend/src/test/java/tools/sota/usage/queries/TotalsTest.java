package tools.sota.usage.queries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Store;
import tools.sota.testing.Stranger;
import tools.sota.usage.Charge;
import tools.sota.usage.LedgerSeed;

/// Whatever is asked for, the total is the sum of the series, of the records and of the file, and of the rows
/// themselves.
class TotalsTest {
    private static final Instant NOW = Instant.parse("2027-06-10T12:00:00Z");
    private static final List<String> PRODUCTS = List.of("echo", "memory", "traces", "islands");

    @Test
    void totalSeriesRecordsAndFileAreTheSumOfTheRows() {
        long seed = System.nanoTime();
        System.out.println("totals: seed " + seed);
        var random = new Random(seed);
        try (var own = Product.fresh()) {
            own.clock().leapTo(NOW);
            var stranger = own.signUp().proveEmail();
            var keys = keys(stranger);
            var charges = charges(random, Store.account(stranger), keys);
            LedgerSeed.write(Store.of(own).jdbi(), charges);
            LedgerSeed.write(Store.of(own).jdbi(), charges(random, UUID.randomUUID(), keys));

            for (int round = 0; round < 12; round++) {
                own.clock().advance(Duration.ofSeconds(5));
                var environment = environment(random);
                var days = days(random);
                var months = new Period(Interval.MONTH.floor(days.start()), Interval.MONTH.ceiling(days.end()));
                judgeSums(stranger.browser(), "hour", environment, days, charges);
                judgeSums(stranger.browser(), "day", environment, days, charges);
                judgeSums(stranger.browser(), "month", environment, months, charges);
                judgeRows(stranger.browser(), asked(environment, days), within(charges, environment, days), random);
            }
        }
    }

    private static void judgeSums(
            Client browser, String interval, Environment environment, Period range, List<Charge> charges) {
        Map<String, Function<Charge, String>> groups = Map.of(
                "key",
                charge -> Ids.show("key", charge.keyId()),
                "product",
                Charge::product,
                "status",
                charge -> "2xx");
        var expected = within(charges, environment, range);
        var address = "/v1/usage" + asked(environment, range) + "&interval=" + interval;
        var plain = browser.get(address).json();
        assertThat(sums(plain, false)).isEqualTo(sums(expected, interval, charge -> ""));
        assertThat(plain.at("/total/calls").asLong()).isEqualTo(calls(expected));
        groups.forEach((name, group) -> {
            var grouped = browser.get(address + "&group_by=" + name).json();
            assertThat(sums(grouped, true)).as(name).isEqualTo(sums(expected, interval, group));
            assertThat(grouped.at("/total/calls").asLong()).isEqualTo(calls(expected));
        });
        var byMember = browser.get(address + "&group_by=member").json();
        assertThat(sums(byMember, false)).isEqualTo(sums(expected, interval, charge -> ""));
    }

    private static String asked(Environment environment, Period range) {
        return "?environment=" + environment.code() + "&from=" + range.start() + "&to=" + range.end();
    }

    private static List<Charge> within(List<Charge> charges, Environment environment, Period range) {
        return charges.stream()
                .filter(charge -> charge.environment() == environment)
                .filter(charge ->
                        !charge.at().isBefore(range.start()) && charge.at().isBefore(range.end()))
                .toList();
    }

    private static void judgeRows(Client browser, String asked, List<Charge> expected, Random random) {
        var narrow = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "&product=memory";
            default -> "&key=" + Ids.show("key", anyKey(expected));
        };
        var wanted = expected.stream()
                .filter(charge ->
                        !narrow.contains("product") || charge.product().equals("memory"))
                .filter(charge -> !narrow.contains("key") || charge.keyId().equals(anyKey(expected)))
                .map(charge -> Ids.show("req", charge.id()))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();

        var listed = new ArrayList<String>();
        var next = "";
        do {
            var page = browser.get("/v1/usage/records" + asked + narrow + "&limit=100" + next)
                    .json();
            page.get("data").forEach(row -> listed.add(row.get("request_id").asText()));
            next = page.get("has_more").asBoolean()
                    ? "&cursor=" + page.get("next_cursor").asText()
                    : "";
        } while (!next.isEmpty());
        var file = browser.get("/v1/usage/export.csv" + asked + narrow)
                .body()
                .lines()
                .toList();

        assertThat(listed).isEqualTo(wanted);
        assertThat(file.stream().skip(1).map(line -> line.split(",", -1)[0])).isEqualTo(wanted);
        if (narrow.isEmpty()) {
            assertThat(file.stream()
                            .skip(1)
                            .mapToLong(line -> Long.parseLong(line.split(",", -1)[6]))
                            .sum())
                    .isEqualTo(calls(expected));
        }
    }

    private static UUID anyKey(List<Charge> charges) {
        return charges.isEmpty() ? new UUID(0, 0) : charges.getFirst().keyId();
    }

    private static Map<String, Long> sums(List<Charge> charges, String interval, Function<Charge, String> group) {
        var width = interval.equals("hour") ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        var sums = new TreeMap<String, Long>();
        for (var charge : charges) {
            var start = charge.at().truncatedTo(width).toString();
            var shown = interval.equals("month") ? start.substring(0, 7) : start;
            sums.merge(shown + ' ' + group.apply(charge), (long) charge.calls(), Long::sum);
        }
        return sums;
    }

    private static Map<String, Long> sums(JsonNode usage, boolean grouped) {
        var sums = new TreeMap<String, Long>();
        for (var bar : usage.get("series")) {
            var start = Instant.parse(bar.get("start").asText()).toString();
            var shown = usage.get("interval").asText().equals("month") ? start.substring(0, 7) : start;
            if (bar.get("calls").asLong() > 0) {
                sums.merge(
                        shown + ' ' + (grouped ? bar.get("group").asText() : ""),
                        bar.get("calls").asLong(),
                        Long::sum);
            }
        }
        return sums;
    }

    private static long calls(List<Charge> charges) {
        return charges.stream().mapToLong(Charge::calls).sum();
    }

    private static Environment environment(Random random) {
        return random.nextBoolean() ? Environment.LIVE : Environment.TEST;
    }

    private static Period days(Random random) {
        var start = Instant.parse("2027-04-01T00:00:00Z").plus(random.nextInt(60), ChronoUnit.DAYS);
        return new Period(start, start.plus(1 + random.nextInt(40), ChronoUnit.DAYS));
    }

    private static List<Charge> charges(Random random, UUID account, List<UUID> keys) {
        var ids = new Ids(Clock.systemUTC());
        var charges = new ArrayList<Charge>();
        for (int at = 0; at < 700; at++) {
            var time = NOW.minusMillis(random.nextLong(Duration.ofDays(70).toMillis()));
            charges.add(new Charge(
                    ids.at(time),
                    account,
                    environment(random),
                    keys.get(random.nextInt(keys.size())),
                    PRODUCTS.get(random.nextInt(PRODUCTS.size())),
                    1 + random.nextInt(5),
                    200,
                    Period.calendarMonth(time).start(),
                    null));
        }
        return charges;
    }

    private static List<UUID> keys(Stranger stranger) {
        var keys = new ArrayList<UUID>();
        for (int at = 0; at < 3; at++) {
            stranger.liveKey();
        }
        stranger.browser()
                .get("/v1/keys")
                .json()
                .get("data")
                .forEach(
                        key -> keys.add(Ids.parse("key", key.get("id").asText()).orElseThrow()));
        return keys;
    }
}
