/// Checks everything that must be right at Stripe before money can flow, and says what to do about what is not.
@NullMarked
package tools.sota.billing.doctor;

import org.jspecify.annotations.NullMarked;
