package tools.sota.metering;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.LimitHeaders;
import tools.sota.platform.Environment;
import tools.sota.platform.KeptAnswer;
import tools.sota.platform.ProblemException;
import tools.sota.usage.Ledger;
import tools.sota.usage.journal.Journal;

/// A request that was admitted, with the calls that are held for it until it is charged or released.
public final class Ticket {
    private final Entrance.Passage passage;
    private final Visit visit;
    private final Desk desk;
    private final AtomicBoolean ended = new AtomicBoolean();

    /// What serves every ticket.
    record Desk(Charging charging, ObservedApi observed, Clock clock) {}

    Ticket(Entrance.Passage passage, Visit visit, Desk desk) {
        this.passage = passage;
        this.visit = visit;
        this.desk = desk;
    }

    public UUID requestId() {
        return passage.attempt().requestId();
    }

    public UUID accountId() {
        return passage.attempt().accountId();
    }

    public Environment environment() {
        return passage.attempt().environment();
    }

    public UUID keyId() {
        return Objects.requireNonNull(passage.attempt().key(), "Only keys get tickets")
                .id();
    }

    /// Hears when the charge is durable, on a thread that must not wait; what is refused is released.
    ///
    /// @param calls 1 or more, at most those that are held
    public void charge(String product, int calls, Journal.Written written) {
        if (ended.compareAndSet(false, true)) {
            desk.charging().charge(passage, product, calls, written);
        }
    }

    /// Returns when the charge is durable.
    ///
    /// @param calls 1 or more, at most those that are held
    /// @throws Ledger.NotWritten when it is not; it is released then unless that is uncertain
    public void charge(String product, int calls, @Nullable KeptAnswer answer) {
        if (ended.compareAndSet(false, true)) {
            desk.charging().charge(passage, product, calls, answer);
        }
    }

    /// Gives back what is held, unless it was charged.
    public void release() {
        if (ended.compareAndSet(false, true)) {
            desk.charging().release(passage);
        }
    }

    /// The state of the caller's limits.
    public void headers(BiConsumer<String, String> header) {
        LimitHeaders.write(passage.decision(), desk.clock().instant(), header);
    }

    /// What to answer when the charge could not be made durable.
    public ProblemException notRecorded() {
        return refuse(Refusals.notRecorded());
    }

    /// Notes how the service behind us answered; what it refused or failed at can be asked for.
    public void passedOn(int status) {
        desk.observed().passedOn(visit, passage.decision(), status);
    }

    /// Notes that the caller went away before its answer began.
    public void left() {
        desk.observed().left(visit, passage.decision());
    }

    /// Notes that an earlier answer was given again.
    public void replayed(int status) {
        desk.observed().used(visit, status);
    }

    /// Notes why there is no answer; the problem gets the headers of the limits.
    public ProblemException refuse(ProblemException problem) {
        desk.observed().refused(visit, passage.decision(), problem);
        headers(problem::header);
        return problem;
    }
}
