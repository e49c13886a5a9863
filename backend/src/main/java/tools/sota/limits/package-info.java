/// How much a caller may do, and whether one more request fits: token buckets, quotas, holds.
@NullMarked
package tools.sota.limits;

import org.jspecify.annotations.NullMarked;
