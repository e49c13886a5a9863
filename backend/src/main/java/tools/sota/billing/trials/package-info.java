/// Trials: who may have one, once.
@NullMarked
package tools.sota.billing.trials;

import org.jspecify.annotations.NullMarked;
