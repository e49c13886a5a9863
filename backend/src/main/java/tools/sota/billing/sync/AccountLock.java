package tools.sota.billing.sync;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// One change at a time to what an account has at Stripe, on all nodes together.
///
/// The lock is taken before Stripe is read: who reads first and locks afterwards writes old news over new. It costs a
/// connection for as long as Stripe takes, so only a few may be held at once on a node, and whoever waits for the same
/// account waits in the process, without a connection.
public final class AccountLock {
    private static final int STRIPES = 256;
    private static final int WAIT_SECONDS = 20;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Jdbi jdbi;
    private final Semaphore turns;
    private final ReentrantLock[] queues =
            IntStream.range(0, STRIPES).mapToObj(at -> new ReentrantLock(true)).toArray(ReentrantLock[]::new);

    /// @param atOnce how many may be held at the same time; each takes one connection, and its holder another
    public AccountLock(Jdbi jdbi, int atOnce) {
        this.jdbi = jdbi;
        this.turns = new Semaphore(atOnce, true);
    }

    /// Proof that the lock of an account is held, for what must not be done without it.
    public static final class Held {
        private final UUID account;

        private Held(UUID account) {
            this.account = account;
        }

        public UUID account() {
            return account;
        }
    }

    /// @throws ProblemException when others hold it too long
    public <T> T holding(UUID account, Function<Held, T> work) {
        var queue = queues[Math.floorMod(account.hashCode(), STRIPES)];
        waitFor(() -> queue.tryLock(WAIT_SECONDS, TimeUnit.SECONDS));
        try {
            waitFor(() -> turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS));
            try {
                return locked(account, work);
            } finally {
                turns.release();
            }
        } finally {
            queue.unlock();
        }
    }

    /// On a connection of its own: what the work writes is committed by itself, also when the work ends with a refusal.
    private <T> T locked(UUID account, Function<Held, T> work) {
        try (var handle = jdbi.open()) {
            return handle.inTransaction(transaction -> {
                take(transaction, account);
                return work.apply(new Held(account));
            });
        }
    }

    private static void take(Handle transaction, UUID account) {
        var locks = transaction.attach(AdvisoryLocks.class);
        try {
            locks.waitNoLonger();
            locks.take("billing " + account);
        } catch (JdbiException e) {
            throw e.getCause() instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState()) ? busy() : e;
        }
    }

    private interface Waiting {
        boolean ended() throws InterruptedException;
    }

    private static void waitFor(Waiting waiting) {
        try {
            if (!waiting.ended()) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ProblemException busy() {
        return Problem.OVERLOADED
                .because("Another change to this account's subscription is still under way. Try again in a moment.")
                .retryAfter(5);
    }
}
