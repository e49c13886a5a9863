/// What makes things cheaper: coupons, the promotion codes that carry them, and the discounts they become.
@NullMarked
package tools.sota.sandbox.stripe.discounts;

import org.jspecify.annotations.NullMarked;
