/// Warns of the end of the quota before it comes: at 50, 80 and 100 percent, and when the pace says so.
@NullMarked
package tools.sota.usage.alerts;

import org.jspecify.annotations.NullMarked;
