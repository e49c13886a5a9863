/// What a set of subscriptions means, case by case.
@NullMarked
package tools.sota.billing.subscriptions;

import org.jspecify.annotations.NullMarked;
