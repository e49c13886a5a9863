/// Tests of the statistics that the tools share.
@NullMarked
package tools.sota.tools;

import org.jspecify.annotations.NullMarked;
