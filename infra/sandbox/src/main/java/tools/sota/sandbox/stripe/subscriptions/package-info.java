/// Subscriptions: start, change, renewal, trial, dunning and end.
@NullMarked
package tools.sota.sandbox.stripe.subscriptions;

import org.jspecify.annotations.NullMarked;
