/// What goes with renewals that are not paid: the letter when the plan falls, cards that will expire, months that
/// nobody had.
@NullMarked
package tools.sota.billing.dunning;

import org.jspecify.annotations.NullMarked;
