package tools.sota.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.sota.limits.CountedCalls;
import tools.sota.platform.Environment;

/// Counts for admission: the period's sum and the snapshot it was read in, by one statement, after this node's own
/// charges have arrived.
public final class PeriodCounter implements CountedCalls {
    private static final Duration OWN_CHARGES = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final Progress progress;

    PeriodCounter(Jdbi jdbi, Progress progress) {
        this.jdbi = jdbi;
        this.progress = progress;
    }

    @Override
    public Count count(UUID accountId, Environment environment, Instant periodStart) {
        progress.await(OWN_CHARGES);
        var counted = jdbi.withExtension(
                PeriodCounts.class, rows -> rows.counted(accountId, environment.code(), periodStart));
        return new Count(counted.calls(), counted.snapshot(), counted.capped(), keys(counted.keys()));
    }

    /// From `id:calls,id:calls`.
    private static Map<UUID, Long> keys(String words) {
        return Arrays.stream(words.split(",", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":", -1))
                .collect(Collectors.toMap(pair -> UUID.fromString(pair[0]), pair -> Long.parseLong(pair[1])));
    }
}
