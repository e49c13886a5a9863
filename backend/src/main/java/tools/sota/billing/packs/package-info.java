/// Prepaid calls: bought on a page at Stripe, used after the plan's and before those that are billed afterwards.
@NullMarked
package tools.sota.billing.packs;

import org.jspecify.annotations.NullMarked;
