/// What we sell: plans, prices, limits and what a call costs, read from `catalog.yaml`, shown to anyone and pushed to
/// Stripe.
@NullMarked
package tools.sota.catalog;

import org.jspecify.annotations.NullMarked;
