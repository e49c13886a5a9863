/// The billing portal's configurations and sessions.
@NullMarked
package tools.sota.sandbox.stripe.portal;

import org.jspecify.annotations.NullMarked;
