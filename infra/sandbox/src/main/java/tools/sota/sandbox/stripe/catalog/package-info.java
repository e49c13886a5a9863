/// Products and prices.
@NullMarked
package tools.sota.sandbox.stripe.catalog;

import org.jspecify.annotations.NullMarked;
