/// The API's HTTP edge: keys, idempotency, parameters, expansion, pages of lists, errors, faults.
@NullMarked
package tools.sota.sandbox.stripe.http;

import org.jspecify.annotations.NullMarked;
