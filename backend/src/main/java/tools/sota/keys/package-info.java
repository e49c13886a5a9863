/// API keys: issued once, verified on every call, rotated, revoked.
@NullMarked
package tools.sota.keys;

import org.jspecify.annotations.NullMarked;
