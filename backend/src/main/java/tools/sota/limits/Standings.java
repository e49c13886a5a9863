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

/// Standings of accounts, read again after two seconds. While PostgreSQL does not answer in time, the last one known
/// goes
/// on to hold: a paying customer is not stopped by our store.
final class Standings {
    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(200);
    private static final int CACHED = 200_000;

    private final Function<UUID, Standing> read;
    private final Cache<UUID, Standing> fresh =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(CACHED).build();
    private final Cache<UUID, Standing> last = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(6))
            .maximumSize(CACHED)
            .build();
    /// Known to be down: nobody waits for it again within a second.
    private final Cache<String, Boolean> down =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(1)).build();

    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    Standings(Function<UUID, Standing> read) {
        this.read = read;
    }

    /// What is known without asking anybody.
    Optional<Standing> known(UUID account) {
        return Optional.ofNullable(fresh.getIfPresent(account));
    }

    Standing of(UUID account) {
        var known = fresh.getIfPresent(account);
        return known != null ? known : again(account, last.getIfPresent(account));
    }

    void forget(UUID account) {
        fresh.invalidate(account);
        last.invalidate(account);
    }

    private Standing again(UUID account, @Nullable Standing before) {
        if (before == null) {
            return remember(account, read.apply(account));
        }
        return down.getIfPresent("") != null ? keep(account, before) : inTime(account, before);
    }

    private Standing inTime(UUID account, Standing before) {
        var reading = CompletableFuture.supplyAsync(() -> read.apply(account), readers);
        try {
            return remember(account, reading.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("What account {} may do cannot be read; the last known holds", account);
            down.put("", true);
            return keep(account, before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return before;
        }
    }

    private Standing remember(UUID account, Standing standing) {
        last.put(account, standing);
        return keep(account, standing);
    }

    private Standing keep(UUID account, Standing standing) {
        fresh.put(account, standing);
        return standing;
    }
}
