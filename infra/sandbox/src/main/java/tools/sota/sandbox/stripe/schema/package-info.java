/// Stripe's own types, as schemas: they read requests, give new objects their shape, and judge every answer.
@NullMarked
package tools.sota.sandbox.stripe.schema;

import org.jspecify.annotations.NullMarked;
