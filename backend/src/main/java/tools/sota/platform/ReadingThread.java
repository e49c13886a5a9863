package tools.sota.platform;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that reads requests, for what answers them and never waits. An answer from any other thread wakes it,
/// only
/// to hear that the connection may send its next request; answers that become ready together wake it once.
/// Where several threads read (from four processors on) or none does, a task runs where it is.
public final class ReadingThread implements Executor, LifeCycle.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private final AtomicReference<@Nullable ManagedSelector> selector = new AtomicReference<>();

    /// A listener of the server whose thread it is.
    @Override
    public void lifeCycleStarted(LifeCycle started) {
        var selectors = Stream.of(((Server) started).getConnectors())
                .filter(ServerConnector.class::isInstance)
                .flatMap(connector ->
                        ((ServerConnector) connector).getSelectorManager().getBeans(ManagedSelector.class).stream())
                .toList();
        selector.set(selectors.size() == 1 ? selectors.getFirst() : null);
    }

    @Override
    public void lifeCycleStopping(LifeCycle stopping) {
        selector.set(null);
    }

    @Override
    public void execute(Runnable task) {
        var reads = selector.get();
        if (reads == null) {
            task.run();
            return;
        }
        tasks.add(task);
        if (told.compareAndSet(false, true)) {
            reads.submit(any -> run());
        }
    }

    /// Takes over what a connection does after its answer, if it was answered here: the server would hand it to another
    /// thread, which would hand it back as soon as it finds nothing to read.
    boolean takes(Runnable job) {
        return job instanceof Connection && Thread.currentThread().equals(running.get()) && tasks.add(job);
    }

    private void run() {
        told.set(false);
        running.set(Thread.currentThread());
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("An answer could not be sent", e);
            }
        }
        running.set(null);
    }
}
