/// Invoices from draft to paid, void or uncollectible.
@NullMarked
package tools.sota.sandbox.stripe.invoices;

import org.jspecify.annotations.NullMarked;
