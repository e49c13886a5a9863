/// Calls beyond the plan's: what the customer allows, what it costs, and that it is billed once.
@NullMarked
package tools.sota.billing.overage;

import org.jspecify.annotations.NullMarked;
