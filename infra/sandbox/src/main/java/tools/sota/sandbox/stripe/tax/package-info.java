/// Stripe Tax: where the merchant is registered, what it costs there, and what that puts on invoices.
@NullMarked
package tools.sota.sandbox.stripe.tax;

import org.jspecify.annotations.NullMarked;
