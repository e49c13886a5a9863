/// How we speak with Stripe: one customer at a time, locked before it is read, all of it read, written in one
/// transaction.
@NullMarked
package tools.sota.billing.sync;

import org.jspecify.annotations.NullMarked;
