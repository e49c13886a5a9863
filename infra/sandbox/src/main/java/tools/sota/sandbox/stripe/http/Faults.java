package tools.sota.sandbox.stripe.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.sota.sandbox.stripe.error.ApiError;

/// The faults that are still to happen, and the requests that one of them holds up.
public final class Faults {
    private static final Duration FOREVER = Duration.ofDays(365);

    private final List<Fault> coming = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private CountDownLatch held = new CountDownLatch(1);

    public synchronized void add(Fault fault) {
        coming.add(fault);
    }

    public synchronized void clear() {
        coming.clear();
        release();
    }

    /// Lets go of every request that is held up.
    public synchronized void release() {
        held.countDown();
        held = new CountDownLatch(1);
    }

    synchronized Hit take(String method, String path) {
        var matching = coming.stream()
                .filter(fault -> path.matches(fault.path()) || (method + ' ' + path).matches(fault.path()))
                .findFirst();
        matching.ifPresent(fault -> {
            var index = coming.indexOf(fault);
            if (fault.times() > 1) {
                coming.set(index, fault.times(fault.times() - 1));
            } else {
                coming.remove(index);
            }
        });
        return new Hit(matching, held, waiting);
    }

    /// How many requests are held up now.
    public int waiting() {
        return waiting.get();
    }

    /// What happens to one request, in the order of its four moments.
    record Hit(Optional<Fault> fault, CountDownLatch latch, AtomicInteger waiting) {
        void refuse() {
            if (is(Fault.Kind.TOO_MANY_REQUESTS) || isForGood()) {
                throw ApiError.tooManyRequests();
            }
            if (is(Fault.Kind.SERVER_ERROR)) {
                throw ApiError.server("A fault was asked for: nothing was carried out.");
            }
        }

        void hold() {
            if (is(Fault.Kind.HOLD)) {
                await(FOREVER);
            }
            if (is(Fault.Kind.DELAY)) {
                await(fault.orElseThrow().delay());
            }
        }

        Answer spoil(Answer answer) {
            return is(Fault.Kind.SERVER_ERROR_KEPT)
                    ? Answer.of(ApiError.server("A fault was asked for: this is the kept answer."))
                    : answer;
        }

        void lose() {
            if (is(Fault.Kind.SERVER_ERROR_AFTER_EXECUTING)) {
                throw ApiError.server("A fault was asked for: the request was carried out.");
            }
            if (is(Fault.Kind.TIMEOUT_AFTER_EXECUTING)) {
                await(FOREVER);
            }
        }

        boolean isForGood() {
            return is(Fault.Kind.TOO_MANY_REQUESTS_FOR_GOOD);
        }

        boolean cutsConnection() {
            return is(Fault.Kind.CONNECTION_RESET);
        }

        private boolean is(Fault.Kind kind) {
            return fault.isPresent() && fault.get().kind() == kind;
        }

        private void await(Duration limit) {
            waiting.incrementAndGet();
            try {
                var _ = latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
