/// A Stripe of our own on loopback: the API, the pages and the webhooks that billing needs, at Stripe's current
/// version.
@NullMarked
package tools.sota.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
