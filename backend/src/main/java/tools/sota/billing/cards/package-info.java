/// What accounts pay with: listed, added on a page of Stripe's, chosen as the default, removed.
@NullMarked
package tools.sota.billing.cards;

import org.jspecify.annotations.NullMarked;
