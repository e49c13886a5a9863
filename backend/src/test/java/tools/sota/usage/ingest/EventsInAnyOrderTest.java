package tools.sota.usage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Client;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// However often, in whatever order and by however many senders at once events are sent: each is booked once.
class EventsInAnyOrderTest {
    private static final int EVENTS = 3_000;
    private static final int SENDERS = 8;
    private static final String WITHOUT_LIMIT = """
            insert into limit_override (account_id, environment, name, capacity, per_minute, reason)
            values (?, 'live', 'minute', 10000, 10000, 'test')
            """;

    @Test
    void sumsAreThoseOfTheDifferentEvents() {
        long seed = System.nanoTime();
        System.out.println("events: seed " + seed);
        var random = new Random(seed);
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            Store.of(own).run(WITHOUT_LIMIT, Store.account(stranger));
            var key = EventsTest.key(stranger, "live");
            var now = own.clock().instant();
            var expected = new TreeMap<String, Long>();
            var events = new ArrayList<String>();
            for (int at = 0; at < EVENTS; at++) {
                var time = now.minus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)));
                events.add(EventsTest.event("e" + at, "agent.tokens", time, "{\"tokens\":" + at + "}"));
                expected.merge(time.toString().substring(0, 13), (long) at, Long::sum);
            }

            var accepted = InParallel.times(SENDERS, sender -> {
                var mine = shuffled(events, new Random(seed + sender));
                return sendAll(own.client().withKey(key), mine);
            });

            assertThat(accepted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(EVENTS);
            var series = stranger.browser()
                    .get("/v1/meters?meter=agent.tokens&interval=hour&from=" + now.minus(Duration.ofDays(21)))
                    .json()
                    .at("/meters/0/series");
            assertThat(sums(series)).isEqualTo(expected);
            for (var column : List.of("value) from meter_event", "total) from meter_daily")) {
                assertThat(Store.of(own).number("select sum(" + column)).isEqualTo((long) EVENTS * (EVENTS - 1) / 2);
            }
        }
    }

    private static Map<String, Long> sums(JsonNode series) {
        var sums = new TreeMap<String, Long>();
        series.forEach(bar -> sums.put(
                bar.get("start").asText().substring(0, 13), bar.get("value").asLong()));
        return sums;
    }

    private static int sendAll(Client writer, List<String> events) {
        int accepted = 0;
        for (int at = 0; at < events.size(); at += 500) {
            var batch = events.subList(at, Math.min(events.size(), at + 500));
            var answer = EventsTest.send(writer, batch.toArray(String[]::new));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            accepted += answer.json().get("accepted").asInt();
        }
        return accepted;
    }

    /// Everything once, and some of it twice.
    private static List<String> shuffled(List<String> events, Random random) {
        var mine = new ArrayList<>(events);
        events.stream().filter(event -> random.nextInt(4) == 0).forEach(mine::add);
        Collections.shuffle(mine, random);
        return mine;
    }
}
