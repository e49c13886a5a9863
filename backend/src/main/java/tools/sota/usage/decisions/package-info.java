/// Why requests were refused or failed: told to whoever asks, and counted.
@NullMarked
package tools.sota.usage.decisions;

import org.jspecify.annotations.NullMarked;
