package tools.sota.notify;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due, one mail at a time, in order per recipient. A row is claimed before and marked after the sending,
/// so
/// a crash between the two sends it once more, with the same Message-ID. A mail dies only when the server refuses it; a
/// server that does not answer delays mails and loses none.
public final class OutboxSender {
    /// Longer than the slowest dialogue that the mailer's time-outs allow.
    static final Duration LEASE = Duration.ofMinutes(5);

    static final int MOST_REFUSALS = 20;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);

    private final Jdbi jdbi;
    private final Outbox.Seal seal;
    private final Mailer mailer;
    private final Clock clock;
    private final ReentrantLock sending = new ReentrantLock();

    OutboxSender(Jdbi jdbi, Outbox.Seal seal, Mailer mailer, Clock clock) {
        this.jdbi = jdbi;
        this.seal = seal;
        this.mailer = mailer;
        this.clock = clock;
    }

    /// Until nothing is due or the server does not answer; also when another thread is sending, after it.
    ///
    /// @return how many were sent
    public int sendDue() {
        sending.lock();
        try (var line = mailer.line()) {
            int sent = 0;
            while (!Thread.currentThread().isInterrupted()) {
                var claimed = claim();
                if (claimed == null) {
                    return sent;
                }
                var delivery = deliver(line, claimed);
                settle(claimed, delivery);
                if (delivery instanceof Delivery.Unavailable) {
                    return sent;
                }
                sent += delivery instanceof Delivery.Sent ? 1 : 0;
            }
            return sent;
        } finally {
            sending.unlock();
        }
    }

    private Mails.@org.jspecify.annotations.Nullable Claimed claim() {
        var now = clock.instant();
        return mails(mails -> mails.claim(now, now.plus(LEASE))).orElse(null);
    }

    private Delivery deliver(Mailer.Line line, Mails.Claimed claimed) {
        try {
            var payload = seal.open(claimed.payload());
            return payload.to() == null
                    ? new Delivery.Sent()
                    : line.deliver(new Mailer.Envelope(
                            claimed.id(), claimed.kind(), claimed.createdAt(), payload.to(), payload.letter()));
        } catch (RuntimeException e) {
            // Its text may quote the mail.
            return new Delivery.Refused("cannot be written: " + e.getClass().getSimpleName(), true);
        }
    }

    private void settle(Mails.Claimed claimed, Delivery delivery) {
        switch (delivery) {
            case Delivery.Sent() -> sent(claimed);
            case Delivery.Unavailable(var reason) -> postpone(claimed, claimed.refusals(), reason);
            case Delivery.Refused(var reason, var forGood) -> refused(claimed, reason, forGood);
        }
    }

    private void sent(Mails.Claimed claimed) {
        mails(mails -> mails.sent(claimed.id(), clock.instant()));
        LOG.info("Sent mail {} ({})", claimed.id(), claimed.kind());
    }

    private void refused(Mails.Claimed claimed, String reason, boolean forGood) {
        int refusals = claimed.refusals() + 1;
        if (forGood || refusals >= MOST_REFUSALS) {
            mails(mails -> mails.bury(claimed.id(), claimed.attempts(), clock.instant(), refusals, reason));
            LOG.error(
                    "Mail {} ({}) is dead after {} attempts: {}",
                    claimed.id(),
                    claimed.kind(),
                    claimed.attempts(),
                    reason);
        } else {
            postpone(claimed, refusals, reason);
        }
    }

    private void postpone(Mails.Claimed claimed, int refusals, String reason) {
        var due = clock.instant().plus(delay(claimed.attempts()));
        mails(mails -> mails.postpone(claimed.id(), claimed.attempts(), due, refusals, reason));
        LOG.warn("Mail {} ({}) waits until {}: {}", claimed.id(), claimed.kind(), due, reason);
    }

    /// Doubles with each attempt up to a quarter of an hour, and is spread over its upper half so that mails that
    /// failed
    /// together do not come back together.
    private static Duration delay(int attempts) {
        long doubled = FIRST_DELAY.toMillis() << Math.min(attempts - 1, 20);
        long most = Math.min(doubled, LONGEST_DELAY.toMillis());
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private <T> T mails(Function<Mails, T> work) {
        return jdbi.withExtension(Mails.class, work::apply);
    }
}
