/// Payment intents, setup intents, charges and refunds.
@NullMarked
package tools.sota.sandbox.stripe.payments;

import org.jspecify.annotations.NullMarked;
