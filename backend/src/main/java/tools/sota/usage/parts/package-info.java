/// Puts together what stands around the ledger.
@NullMarked
package tools.sota.usage.parts;

import org.jspecify.annotations.NullMarked;
