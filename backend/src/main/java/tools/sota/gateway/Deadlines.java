package tools.sota.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;

/// Looks at every running request a few times a second: most of them end before they are ever looked at, so this costs
/// less than a timer for each.
final class Deadlines {
    private static final Duration PACE = Duration.ofMillis(100);

    private final Scheduler scheduler;
    private final Set<Timed> running = ConcurrentHashMap.newKeySet();

    /// Something that must be looked at while it runs.
    interface Timed {
        /// @param now as {@link NanoTime} counts
        void look(long now);
    }

    Deadlines(Scheduler scheduler) {
        this.scheduler = scheduler;
        next();
    }

    void begin(Timed timed) {
        running.add(timed);
    }

    void end(Timed timed) {
        running.remove(timed);
    }

    private void next() {
        scheduler.schedule(this::look, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            long now = NanoTime.now();
            running.forEach(timed -> timed.look(now));
        } finally {
            next();
        }
    }
}
