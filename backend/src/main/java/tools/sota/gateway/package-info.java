/// Wraps a product's upstream: authenticated, limited, metered, then forwarded, streaming both ways.
@NullMarked
package tools.sota.gateway;

import org.jspecify.annotations.NullMarked;
