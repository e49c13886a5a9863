package tools.sota.metering;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.limits.Settling;
import tools.sota.platform.Ids;
import tools.sota.platform.KeptAnswer;
import tools.sota.usage.Charge;
import tools.sota.usage.Entry;
import tools.sota.usage.Ledger;
import tools.sota.usage.journal.Journal;

/// What follows on admission: the calls that were held are charged, or given back.
final class Charging {
    private static final int OK = 200;

    private final Ledger ledger;
    private final Settling settling;

    Charging(Ledger ledger, Settling settling) {
        this.ledger = ledger;
        this.settling = settling;
    }

    /// Returns when the charge is durable; its hold ends by itself then.
    ///
    /// @param calls at most those that are held
    /// @throws Ledger.NotWritten when it is not; the hold is given back unless that is uncertain
    void charge(Entrance.Passage passage, String product, int calls, @Nullable KeptAnswer answer) {
        try {
            ledger.append(entry(passage, product, calls, answer));
        } catch (Ledger.NotWritten e) {
            if (!e.isUncertain()) {
                release(passage);
            }
            throw e;
        }
    }

    /// As {@link #charge}, without waiting.
    void charge(Entrance.Passage passage, String product, int calls, Journal.Written written) {
        ledger.append(entry(passage, product, calls, null), new Journal.Written() {
            @Override
            public void written(long end) {
                written.written(end);
            }

            @Override
            public void refused(String reason) {
                release(passage);
                written.refused(reason);
            }
        });
    }

    void release(Entrance.Passage passage) {
        var hold = passage.decision().hold();
        if (hold != null) {
            settling.release(hold);
        }
    }

    /// The id of the earlier request that this one looks like.
    static String shownLookAlike(Decision decision) {
        return Ids.show("req", UUID.fromString(decision.lookAlike()));
    }

    private static Entry entry(Entrance.Passage passage, String product, int calls, @Nullable KeptAnswer answer) {
        var decision = passage.decision();
        var hold = Objects.requireNonNull(decision.hold(), "Only what is held can be charged");
        return new Entry(charge(passage.attempt(), decision, product, calls), hold, answer);
    }

    private static Charge charge(Attempt attempt, Decision decision, String product, int calls) {
        return new Charge(
                attempt.requestId(),
                attempt.accountId(),
                attempt.environment(),
                Objects.requireNonNull(attempt.key(), "Only keys are charged").id(),
                product,
                calls,
                OK,
                attempt.allowance().period().start(),
                decision.lookAlike().isEmpty() ? null : UUID.fromString(decision.lookAlike()));
    }
}
