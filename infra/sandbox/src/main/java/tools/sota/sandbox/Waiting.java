package tools.sota.sandbox;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Asks again and again, for a bounded time.
public final class Waiting {
    private static final long PAUSE_MILLIS = 20;

    private Waiting() {}

    /// Returns whether the condition came true within the limit; an interrupt ends the wait.
    public static boolean until(Duration limit, BooleanSupplier condition) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || interruptedWhilePausing()) {
                return false;
            }
        }
        return true;
    }

    private static boolean interruptedWhilePausing() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
