package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Environment;
import tools.sota.testing.InParallel;
import tools.sota.testing.MovableClock;

/// What is asked of a path of 40,000 requests in a second: exact under many threads, bounded, and no garbage.
class KeyUseTest {
    private final AbnormalUse use = new AbnormalUse(new MovableClock());

    @Test
    void nothingIsLostUnderManyThreads() {
        var key = key();

        InParallel.times(64, thread -> {
            for (int number = 0; number < 10_000; number++) {
                use.note(key, "10." + thread + ".0.1", number % 4 == 0 ? 422 : number % 4 == 1 ? 429 : 200);
            }
            return thread;
        });

        var seen = use.hour().uses().getOrDefault(key.id(), new KeyUse());
        assertThat(seen.passed()).isEqualTo(320_000);
        assertThat(seen.wrong()).isEqualTo(160_000);
        assertThat(seen.requests()).isEqualTo(640_000);
        assertThat(seen.ranges()).hasSize(64);
    }

    @Test
    void aRequestMakesNoGarbage() {
        var key = key();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var addresses = List.of("203.0.113.7", "2001:db8::1", "198.51.100.1");
        note(key, addresses, 50_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        long same = nanos(key, List.of("203.0.113.7"));
        long changing = nanos(key, addresses);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        System.out.println("AbnormalUse.note: " + same + " ns from one address, " + changing
                + " ns from changing ones, " + bytes + " bytes for 600,000");
        assertThat(bytes).isLessThan(60_000);
    }

    @Test
    void itsMemoryHasABound() {
        for (int number = 0; number < AbnormalUse.MOST_KEYS + 5; number++) {
            use.note(key(), "203.0.113.7", 200);
        }
        assertThat(use.hour().uses()).hasSize(AbnormalUse.MOST_KEYS);

        var ranges = new RangeSet();
        LongStream.rangeClosed(1, 100_000).forEach(ranges::add);
        assertThat(ranges.stream()).hasSize(RangeSet.MOST);
    }

    @Test
    void aSetOfRangesHoldsEachOnce() {
        var ranges = new RangeSet();
        IntStream.range(0, 3).forEach(round -> LongStream.rangeClosed(1, 200).forEach(ranges::add));

        assertThat(ranges.stream()).hasSize(200).doesNotHaveDuplicates();
    }

    private long nanos(Key key, List<String> addresses) {
        long start = System.nanoTime();
        note(key, addresses, 300_000);
        return (System.nanoTime() - start) / 300_000;
    }

    private void note(Key key, List<String> addresses, int times) {
        for (int number = 0; number < times; number++) {
            use.note(key, addresses.get(number % addresses.size()), 200);
        }
    }

    private static Key key() {
        var settings = KeySettings.of("k", List.of(Scope.TOOLS));
        return new Key(
                UUID.randomUUID(),
                UUID.randomUUID(),
                Environment.LIVE,
                "hint",
                settings,
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                1);
    }
}
