/// Credit notes: what makes an invoice smaller after it was finalised.
@NullMarked
package tools.sota.sandbox.stripe.credits;

import org.jspecify.annotations.NullMarked;
