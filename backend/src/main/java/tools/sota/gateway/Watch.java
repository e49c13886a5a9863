package tools.sota.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/// Looks whether a request takes too long, and, while its answer has not begun, whether its caller is still there.
final class Watch implements Deadlines.Timed {
    private final Request request;
    private final Deadlines deadlines;
    private final Runnable late;
    private final Consumer<Throwable> gone;
    private final AtomicLong deadline = new AtomicLong();
    private final AtomicReference<@Nullable Departure> departure = new AtomicReference<>();
    /// Whether the caller is to be looked for: its request is read to the end, and its answer has not begun.
    private final AtomicBoolean waits = new AtomicBoolean();
    private final AtomicBoolean answered = new AtomicBoolean();

    Watch(Request request, Deadlines deadlines, Runnable late, Consumer<Throwable> gone) {
        this.request = request;
        this.deadlines = deadlines;
        this.late = late;
        this.gone = gone;
    }

    void begin() {
        deadlines.begin(this);
    }

    /// Something must happen within this time from now.
    void within(long nanos) {
        deadline.set(NanoTime.now() + nanos);
    }

    /// The request has been read to its end.
    void whole() {
        waits.set(!answered.get());
    }

    /// Afterwards the caller's connection is the server's again.
    void answered() {
        answered.set(true);
        waits.set(false);
        var watching = departure.getAndSet(null);
        if (watching != null) {
            watching.end();
        }
    }

    void end() {
        deadlines.end(this);
        answered();
    }

    @Override
    public void look(long now) {
        if (NanoTime.isBefore(deadline.get(), now)) {
            deadlines.end(this);
            late.run();
        } else if (waits.compareAndSet(true, false)) {
            lookForCaller();
        }
    }

    private void lookForCaller() {
        var watching = Departure.of(request, gone);
        if (watching == null) {
            return;
        }
        departure.set(watching);
        watching.watch(answered::get);
        if (answered.get()) {
            answered();
        }
    }
}
