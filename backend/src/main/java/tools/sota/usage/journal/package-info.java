/// Bytes made durable on this node's disk, many callers to one fsync, and read back in order.
@NullMarked
package tools.sota.usage.journal;

import org.jspecify.annotations.NullMarked;
