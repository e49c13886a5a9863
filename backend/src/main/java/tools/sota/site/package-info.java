/// Pages from the jar, and the health of the process.
@NullMarked
package tools.sota.site;

import org.jspecify.annotations.NullMarked;
