package tools.sota.usage.queries;

import java.io.IOException;
import java.io.Writer;

/// Comma-separated values as RFC 4180 wants them. A cell that a spreadsheet would take for a formula gets an apostrophe
/// before it: names of keys are written by people.
final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    static void line(Writer out, Object... cells) throws IOException {
        for (int at = 0; at < cells.length; at++) {
            if (at > 0) {
                out.write(',');
            }
            out.write(cell(String.valueOf(cells[at])));
        }
        out.write("\r\n");
    }

    static String cell(String value) {
        var harmless = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? '\'' + value : value;
        return harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
