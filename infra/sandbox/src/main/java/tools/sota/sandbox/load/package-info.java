/// Programs that measure the product or break it, and prove what it promises.
@NullMarked
package tools.sota.sandbox.load;

import org.jspecify.annotations.NullMarked;
