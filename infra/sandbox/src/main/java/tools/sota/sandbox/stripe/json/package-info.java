/// Reading JSON as the wire has it.
@NullMarked
package tools.sota.sandbox.stripe.json;

import org.jspecify.annotations.NullMarked;
