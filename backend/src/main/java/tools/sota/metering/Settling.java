package tools.sota.metering;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends holds after the answer has gone. If one is lost, its hold outlives its end and the count is made anew.
public final class Settling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    void later(Runnable settle) {
        executor.execute(() -> {
            try {
                settle.run();
            } catch (RuntimeException e) {
                LOG.warn("A hold could not be ended and will run out: {}", e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
