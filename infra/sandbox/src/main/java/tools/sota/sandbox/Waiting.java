package tools.sota.sandbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Asks again and again, for a bounded time.
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Waiting() {}

    /// Returns whether the condition came true within the limit; an interrupt ends the wait.
    public static boolean until(Duration limit, BooleanSupplier condition) {
        return until(limit, PAUSE, condition);
    }

    static boolean until(Duration limit, Duration pause, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || interruptedDuring(pause)) {
                return false;
            }
        }
        return true;
    }

    private static boolean interruptedDuring(Duration pause) {
        try {
            Thread.sleep(pause);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
