package tools.sota.usage;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// Hears what a batch of charges did to the periods it touched.
@FunctionalInterface
public interface LedgerWatcher {
    /// Runs in the transaction that writes the batch; what it throws stops the batch.
    void drained(Handle transaction, List<PeriodTotal> totals);
}
