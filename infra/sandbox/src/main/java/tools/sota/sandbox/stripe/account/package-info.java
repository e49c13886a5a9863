/// What one Stripe account holds: its objects, its time, and the one way to make and change them.
@NullMarked
package tools.sota.sandbox.stripe.account;

import org.jspecify.annotations.NullMarked;
