package tools.sota.site;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the catalog's figures into a page, so that prices change without a build. A cell is
/// `<data data-price="pro.month" value="9900">$99</data>`, or one marked `data-starts-at`, `data-calls`,
/// `data-per-minute` or `data-capacity` with a plan, `data-pack` or `data-currency`. Its text is replaced, and its
/// `value` where it has
/// one.
final class PriceCells {
    private static final Logger LOG = LoggerFactory.getLogger(PriceCells.class);
    private static final Pattern CELL = Pattern.compile(
            "<data(?<attributes>\\s[^<>]*?\\bdata-(?<kind>price|starts-at|calls|per-minute|capacity|pack|currency)=\"(?<name>[^\"]*)\""
                    + "[^<>]*)>.*?</data>",
            Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("(?<=\\s)value=\"[^\"]*\"");

    private final Map<String, PriceCell> cells;

    /// @param cells by the mark without `data-`, a colon and the name on the page: `price:pro.month`, `calls:pro`
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
        return "<data" + attributes + '>' + escaped(cell.text()) + "</data>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
