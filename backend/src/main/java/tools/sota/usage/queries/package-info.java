/// Questions to the ledger: sums over time, the rows behind them, and all of them as a file.
@NullMarked
package tools.sota.usage.queries;

import org.jspecify.annotations.NullMarked;
