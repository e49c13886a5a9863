/// Checkout sessions and what completing one does.
@NullMarked
package tools.sota.sandbox.stripe.checkout;

import org.jspecify.annotations.NullMarked;
