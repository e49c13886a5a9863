/// Events, and the webhooks that carry them.
@NullMarked
package tools.sota.sandbox.stripe.events;

import org.jspecify.annotations.NullMarked;
