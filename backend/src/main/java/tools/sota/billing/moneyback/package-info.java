/// Money that goes back: refunds by our people, the money-back guarantee, and what Stripe says became of each.
@NullMarked
package tools.sota.billing.moneyback;

import org.jspecify.annotations.NullMarked;
