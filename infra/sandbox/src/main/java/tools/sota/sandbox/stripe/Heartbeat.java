package tools.sota.sandbox.stripe;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread: time passes, webhooks go out, the state file is kept up to date.
final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofMillis(100);

    private final Parts parts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("stripe-stand-in").unstarted(this::run);

    Heartbeat(Parts parts) {
        this.parts = parts;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            parts.control.flush();
            parts.save();
        } catch (RuntimeException e) {
            log.error("The stand-in could not settle, deliver or save", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt(); // a delivery that hangs must not delay the end
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
