/// The tools that test agents, each a folder, and the statistics they share.
@NullMarked
package tools.sota.tools;

import org.jspecify.annotations.NullMarked;
