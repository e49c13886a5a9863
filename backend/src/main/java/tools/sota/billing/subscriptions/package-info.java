/// Subscriptions as Stripe has them, and what the whole set of them means: the plan in force.
@NullMarked
package tools.sota.billing.subscriptions;

import org.jspecify.annotations.NullMarked;
