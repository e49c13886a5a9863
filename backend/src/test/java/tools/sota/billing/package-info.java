/// Billing as customers, Stripe and time see it: over HTTP, with the stand-in for Stripe.
@NullMarked
package tools.sota.billing;

import org.jspecify.annotations.NullMarked;
