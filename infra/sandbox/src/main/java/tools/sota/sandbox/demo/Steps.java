package tools.sota.sandbox.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Runs the steps of a journey one after the other and prints each with what it found and how long it took.
final class Steps {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Steps(PrintStream out) {
        this.out = out;
    }

    /// @param work does the step; what it returns is printed, what it throws ends the journey
    void step(String name, Supplier<String> work) {
        long start = System.nanoTime();
        try {
            var found = work.get();
            out.printf(Locale.ROOT, "✓ %-34s %7.0f ms  %s%n", name, milliseconds(start), found);
        } catch (Broken broken) {
            out.printf(Locale.ROOT, "✕ %-34s %7.0f ms  %s%n", name, milliseconds(start), broken.getMessage());
            throw broken;
        }
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double milliseconds(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
