package tools.sota.site;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the catalog's figures into a page, so that prices change without a build. A cell is an element with no element
/// of its own name inside: `<data data-price="pro.month" value="9900">$99</data>`, or `data-calls="pro"`. Its text is
/// replaced, and its `value` where it has one.
final class PriceCells {
    private static final Logger LOG = LoggerFactory.getLogger(PriceCells.class);
    private static final Pattern CELL = Pattern.compile(
            "<(?<tag>[a-z][a-z0-9]*)(?<attributes>\\s[^<>]*?\\bdata-(?<kind>price|calls)=\"(?<name>[^\"]*)\"[^<>]*)>"
                    + ".*?</\\k<tag>>",
            Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("(?<=\\s)value=\"[^\"]*\"");

    private final Map<String, PriceCell> cells;

    /// @param cells by `price:` or `calls:` and the name on the page, such as `price:pro.month` and `calls:pro`
    PriceCells(Map<String, PriceCell> cells) {
        this.cells = Map.copyOf(cells);
    }

    /// The page with its cells filled: the very same text when nothing changes.
    String fill(String page, String html) {
        return CELL.matcher(html).replaceAll(found -> Matcher.quoteReplacement(filled(page, found)));
    }

    private String filled(String page, MatchResult found) {
        var key = found.group("kind") + ':' + found.group("name");
        var cell = cells.get(key);
        if (cell == null) {
            if (!cells.isEmpty()) {
                LOG.warn(
                        "Page {} has a cell {} that the catalog does not know; it keeps the build's figure", page, key);
            }
            return found.group();
        }
        var value = Matcher.quoteReplacement("value=\"" + escaped(cell.value()) + '"');
        var attributes = VALUE.matcher(found.group("attributes")).replaceAll(value);
        return '<' + found.group("tag") + attributes + '>' + escaped(cell.text()) + "</" + found.group("tag") + '>';
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
