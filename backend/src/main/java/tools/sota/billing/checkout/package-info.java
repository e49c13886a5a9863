/// The way from a plan to a subscription: one open page at Stripe for an account, and what became of it.
@NullMarked
package tools.sota.billing.checkout;

import org.jspecify.annotations.NullMarked;
