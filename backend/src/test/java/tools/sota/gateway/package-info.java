@NullMarked
package tools.sota.gateway;

import org.jspecify.annotations.NullMarked;
