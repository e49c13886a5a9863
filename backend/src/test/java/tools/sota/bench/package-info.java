@NullMarked
package tools.sota.bench;

import org.jspecify.annotations.NullMarked;
