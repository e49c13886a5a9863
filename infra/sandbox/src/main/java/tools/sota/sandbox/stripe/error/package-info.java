/// Stripe's error answers.
@NullMarked
package tools.sota.sandbox.stripe.error;

import org.jspecify.annotations.NullMarked;
