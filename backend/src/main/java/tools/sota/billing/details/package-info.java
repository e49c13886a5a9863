/// Whom invoices are made out to: company, address, tax id, purchase order.
@NullMarked
package tools.sota.billing.details;

import org.jspecify.annotations.NullMarked;
