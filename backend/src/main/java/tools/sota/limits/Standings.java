package tools.sota.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Database;
import tools.sota.platform.Notices;

/// Standings of accounts, kept in memory until PostgreSQL says that one has changed. While that cannot be heard, each
/// is
/// read again after two seconds; and while PostgreSQL does not answer in time, the last one known goes on to hold: a
/// paying customer is not stopped by our store.
final class Standings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final long UNHEARD = Duration.ofSeconds(2).toNanos();
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(200);
    private static final int CACHED = 1_000_000;

    private final Function<UUID, Standing> read;
    private final Cache<UUID, Known> cache =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(CACHED).build();
    /// When changes were heard of, for as long as a reading of before may be under way.
    private final Cache<UUID, Long> changes =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();
    /// Known to be down: nobody waits for it again within a second.
    private final Cache<String, Boolean> down =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build();

    private final Notices notices;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    /// @param nanos when it began to be read, or was found good again
    private record Known(Standing standing, long nanos) {}

    Standings(Database database, Function<UUID, Standing> read) {
        this.read = read;
        this.notices = Notices.listen(database, "standing", account -> forget(UUID.fromString(account)));
    }

    /// What is known without asking anybody.
    Optional<Standing> known(UUID account) {
        var known = cache.getIfPresent(account);
        return known != null && isGood(known) ? Optional.of(known.standing()) : Optional.empty();
    }

    Standing of(UUID account) {
        var known = cache.getIfPresent(account);
        return known != null && isGood(known) ? known.standing() : again(account, known);
    }

    void forget(UUID account) {
        changes.put(account, System.nanoTime());
        cache.invalidate(account);
    }

    @Override
    public void close() {
        notices.close();
        readers.close();
    }

    private boolean isGood(Known known) {
        return notices.isHearingSince(known.nanos()) || System.nanoTime() - known.nanos() < UNHEARD;
    }

    private Standing again(UUID account, @Nullable Known before) {
        long start = System.nanoTime();
        if (before == null) {
            return keep(account, read.apply(account), start);
        }
        return down.getIfPresent("") != null
                ? keep(account, before.standing(), start)
                : inTime(account, before.standing(), start);
    }

    private Standing inTime(UUID account, Standing before, long start) {
        var reading = CompletableFuture.supplyAsync(() -> read.apply(account), readers);
        try {
            return keep(account, reading.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS), start);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("What account {} may do cannot be read; the last known holds", account);
            down.put("", true);
            return keep(account, before, start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return before;
        }
    }

    /// What was read before a change was heard of is not kept.
    private Standing keep(UUID account, Standing standing, long start) {
        var changed = changes.getIfPresent(account);
        if (changed == null || changed - start < 0) {
            cache.put(account, new Known(standing, start));
        }
        return standing;
    }
}
