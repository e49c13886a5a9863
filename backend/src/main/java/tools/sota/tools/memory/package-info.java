/// Memory: scores what an agent still knows by how far back it was told.
@NullMarked
package tools.sota.tools.memory;

import org.jspecify.annotations.NullMarked;
