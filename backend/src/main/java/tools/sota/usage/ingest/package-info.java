/// Usage that customers count themselves: CloudEvents in, each booked once at its own time, sums per meter out.
@NullMarked
package tools.sota.usage.ingest;

import org.jspecify.annotations.NullMarked;
