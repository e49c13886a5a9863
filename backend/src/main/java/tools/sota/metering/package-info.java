/// The path that every paid call takes: authenticate, admit, run, record, settle.
@NullMarked
package tools.sota.metering;

import org.jspecify.annotations.NullMarked;
