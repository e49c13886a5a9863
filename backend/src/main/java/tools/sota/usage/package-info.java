/// The ledger of charged calls: durable before the answer, summed as it is written, shown row by row.
@NullMarked
package tools.sota.usage;

import org.jspecify.annotations.NullMarked;
