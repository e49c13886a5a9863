package tools.sota.usage;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Charges written as the drainer writes them, for tests that need many of them at times of their choice.
public final class LedgerSeed {
    private LedgerSeed() {}

    public static List<PeriodTotal> write(Jdbi jdbi, List<Charge> charges) {
        return jdbi.inTransaction(transaction -> LedgerRows.append(transaction, charges));
    }
}
