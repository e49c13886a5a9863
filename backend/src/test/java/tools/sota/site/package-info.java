/// Tests of the pages, over real sockets.
@NullMarked
package tools.sota.site;

import org.jspecify.annotations.NullMarked;
