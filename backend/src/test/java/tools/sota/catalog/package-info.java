/// The catalog as people edit it, as anyone reads it, and as Stripe gets it.
@NullMarked
package tools.sota.catalog;

import org.jspecify.annotations.NullMarked;
