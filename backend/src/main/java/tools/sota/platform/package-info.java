/// What every feature stands on and none of them owns: stores, HTTP manners, ids, time.
@NullMarked
package tools.sota.platform;

import org.jspecify.annotations.NullMarked;
