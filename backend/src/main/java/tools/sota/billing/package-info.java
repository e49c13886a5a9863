/// Money: checkout, subscriptions, invoices. Stripe has the truth; we keep a copy of it and decide by the copy.
@NullMarked
package tools.sota.billing;

import org.jspecify.annotations.NullMarked;
