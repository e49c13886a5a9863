package tools.sota.usage.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Environment;
import tools.sota.testing.InParallel;

/// What waits to be written, while others go on noting.
class NotedTest {
    private static final int WRITERS = 4;
    private static final int NOTES = 100_000;
    private static final int KEYS = 6;
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");

    /// PostgreSQL refuses a batch that names one row twice, and would do so for ever. All keys here have one hash, so
    /// that a counter that is begun again while it is taken stands before the one who takes.
    @Test
    void noRowStandsTwiceInABatchAndNoneIsLost() {
        var noted = new Noted();
        var running = new AtomicInteger(WRITERS);
        var batches = new ArrayList<NotedBatch>();

        InParallel.times(WRITERS + 1, number -> {
            if (number == WRITERS) {
                while (running.get() > 0) {
                    batches.add(noted.take());
                }
                return number;
            }
            for (int at = 0; at < NOTES; at++) {
                noted.add(note(at % KEYS));
            }
            return running.decrementAndGet();
        });
        batches.add(noted.take());

        for (var batch : batches) {
            assertThat(batch.hourly().stream().map(NotedBatch.Hourly::keyId)).doesNotHaveDuplicates();
            assertThat(batch.perMinute().stream().map(NotedBatch.PerMinute::keyId))
                    .doesNotHaveDuplicates();
        }
        assertThat(sum(batches)).isEqualTo((long) WRITERS * NOTES);
    }

    private static long sum(List<NotedBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.hourly().stream())
                .mapToLong(NotedBatch.Hourly::requests)
                .sum();
    }

    private static DecisionNote note(int key) {
        return new DecisionNote(
                new UUID(1, 1),
                new UUID(7, 7),
                Environment.TEST,
                new UUID(key, key),
                "echo",
                429,
                "minute",
                1,
                null,
                null,
                NOW);
    }
}
