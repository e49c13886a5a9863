package tools.sota.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/// What is open, closed newest first: when asked to, or when the JVM ends for whatever reason, Ctrl-C included.
public final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    static Closing atExit() {
        var closing = new Closing();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(closing::close));
        return closing;
    }

    /// Keeps it until the end. One that was opened while everything else was being closed is closed at once.
    synchronized <T extends AutoCloseable> T add(T resource) {
        if (closed) {
            close(resource);
            throw new CannotStart("Stopped while starting.");
        }
        open.push(resource);
        return resource;
    }

    /// Waits while another thread is closing.
    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    /// The others must be closed too, so a failure is told and not thrown.
    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("Could not stop " + resource.getClass().getSimpleName() + ": " + e);
        }
    }
}
