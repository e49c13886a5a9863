/// Terms that were agreed with one customer: a price, limits, and an invoice by mail.
@NullMarked
package tools.sota.billing.contracts;

import org.jspecify.annotations.NullMarked;
