/// Compares the rows of the ledger with everything that is counted from them, names each drift and heals it.
@NullMarked
package tools.sota.usage.reconcile;

import org.jspecify.annotations.NullMarked;
