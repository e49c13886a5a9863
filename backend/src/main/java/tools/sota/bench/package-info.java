/// A load generator in the jar, so that whoever runs it can measure it on their own machine.
@NullMarked
package tools.sota.bench;

import org.jspecify.annotations.NullMarked;
