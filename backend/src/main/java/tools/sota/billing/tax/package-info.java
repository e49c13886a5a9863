/// Tax: switched on and off for subscriptions that run, and what happens when Stripe does not know where a customer is.
@NullMarked
package tools.sota.billing.tax;

import org.jspecify.annotations.NullMarked;
