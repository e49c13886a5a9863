/// Real PostgreSQL and Redis, a mail catcher and the Stripe stand-in on this machine, and the real fat jar beside them.
@NullMarked
package tools.sota.sandbox;

import org.jspecify.annotations.NullMarked;
