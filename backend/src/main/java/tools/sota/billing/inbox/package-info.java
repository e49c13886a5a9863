/// What Stripe tells us: stored once, answered at once, worked off behind the customer's lock.
@NullMarked
package tools.sota.billing.inbox;

import org.jspecify.annotations.NullMarked;
