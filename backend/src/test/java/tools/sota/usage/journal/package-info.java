@NullMarked
package tools.sota.usage.journal;

import org.jspecify.annotations.NullMarked;
