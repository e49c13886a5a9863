/// Tests of the memory tool, against hand-worked examples and the published definition.
@NullMarked
package tools.sota.tools.memory;

import org.jspecify.annotations.NullMarked;
