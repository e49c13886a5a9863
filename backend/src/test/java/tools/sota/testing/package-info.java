/// The product as a test sees it: real stores, real HTTP, a clock that is set by hand, and the contract as judge.
@NullMarked
package tools.sota.testing;

import org.jspecify.annotations.NullMarked;
