/// Customers, their cards, and what each test card does.
@NullMarked
package tools.sota.sandbox.stripe.customers;

import org.jspecify.annotations.NullMarked;
