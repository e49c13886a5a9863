/// Test clocks: customers who live in a time of their own.
@NullMarked
package tools.sota.sandbox.stripe.clocks;

import org.jspecify.annotations.NullMarked;
