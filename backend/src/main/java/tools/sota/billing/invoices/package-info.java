/// Invoices as Stripe has them, and the receipt that goes out once for each that was paid.
@NullMarked
package tools.sota.billing.invoices;

import org.jspecify.annotations.NullMarked;
