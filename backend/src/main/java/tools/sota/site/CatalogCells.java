package tools.sota.site;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.PackOffer;
import tools.sota.catalog.Plan;
import tools.sota.platform.Money;

/// The catalog's figures in the words of the public pages, which are American English for everybody. They are written
/// as the front end's build writes them, so that a page keeps the build's packed twins until a figure changes.
public final class CatalogCells {
    private static final Locale LOCALE = Locale.US;

    private final Map<String, PriceCell> cells = new HashMap<>();

    private final String currency;

    private CatalogCells(String currency) {
        this.currency = currency;
    }

    /// By `price:pro.month`, `starts-at:enterprise`, `calls:pro`, `per-minute:pro`, `capacity:pro` and `pack:calls`.
    public static Map<String, PriceCell> of(Catalog catalog) {
        var cells = new CatalogCells(catalog.currency());
        var code = catalog.currency().toUpperCase(Locale.ROOT);
        cells.cells.put("currency:code", new PriceCell(code, code));
        catalog.shownPlans().forEach(cells::add);
        catalog.pack().ifPresent(cells::add);
        return Map.copyOf(cells.cells);
    }

    private void add(Plan plan) {
        for (var price : plan.prices()) {
            money("price:" + plan.id() + '.' + price.interval().word(), price.price());
        }
        if (plan.isFree()) {
            money("price:" + plan.id() + ".month", new Money(0, currency));
            money("price:" + plan.id() + ".year", new Money(0, currency));
        }
        money("starts-at:" + plan.id(), plan.startsAt());
        count("calls:" + plan.id(), plan.callsPerMonth());
        var rate = plan.rate();
        if (rate != null) {
            count("per-minute:" + plan.id(), (long) rate.perMinute());
            count("capacity:" + plan.id(), (long) rate.capacity());
        }
    }

    private void add(PackOffer pack) {
        count("pack:calls", pack.calls());
        money("pack:price", pack.price());
        count("pack:months", (long) pack.months());
    }

    private void money(String name, @Nullable Money money) {
        if (money != null) {
            cells.put(name, new PriceCell(Long.toString(money.amount()), shown(money)));
        }
    }

    private void count(String name, @Nullable Long count) {
        if (count != null) {
            cells.put(
                    name,
                    new PriceCell(
                            Long.toString(count),
                            NumberFormat.getIntegerInstance(LOCALE).format(count)));
        }
    }

    /// `$99`, but `$99.50`: zeros after the point would be noise.
    private static String shown(Money money) {
        var format = NumberFormat.getCurrencyInstance(LOCALE);
        var currency = Currency.getInstance(money.currency().toUpperCase(Locale.ROOT));
        int digits = Money.digits(money.currency());
        boolean whole = money.amount() % Money.minorUnits(money.currency()) == 0;
        format.setCurrency(currency);
        format.setMinimumFractionDigits(whole ? 0 : digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits));
    }
}
