package tools.sota.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;
import tools.sota.platform.Money;

/// Turns the text of a catalog into records, or says every line that is wrong.
final class CatalogReader {
    private static final String ID = "[a-z][a-z0-9_]{0,39}";
    private static final String OPERATION_ID = "[a-z][a-z0-9_.]{0,79}";
    private static final int MICROS = 1_000_000;
    private static final int THOUSAND = 1_000;
    private static final int LONGEST_TRIAL_DAYS = 730;

    private final List<YamlFields.Mistake> errors = new ArrayList<>();
    private final Set<String> planIds = new HashSet<>();
    private final Set<String> productIds = new HashSet<>();
    private final Set<String> operationIds = new HashSet<>();
    private final YamlFields file;
    private final String currency;

    private CatalogReader(Node node) {
        file = new YamlFields(node, "", errors);
        currency = currency(file);
    }

    /// @param name of the file, for the message
    /// @throws InvalidCatalog naming line and field of everything that is wrong
    static Catalog read(String name, String text) {
        var reader = new CatalogReader(node(name, text));
        var catalog = reader.catalog();
        reader.refuseIfWrong(name);
        return catalog;
    }

    /// The catalog cannot be used.
    static final class InvalidCatalog extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        InvalidCatalog(String name, String reasons) {
            super("The catalog " + name + " is wrong: " + reasons + '.');
        }
    }

    private Catalog catalog() {
        var catalog = new Catalog(
                currency,
                Optional.ofNullable(file.optionalMapping("tax", TaxRule::read)),
                file.mapping("dunning", Dunning::read),
                Objects.requireNonNullElse(file.optionalMapping("guarantee", MoneyBack::read), MoneyBack.NONE),
                Objects.requireNonNullElse(file.optionalMapping("risk", RiskPolicy::read), RiskPolicy.CAREFUL),
                Optional.ofNullable(file.optionalMapping("pack", fields -> PackOffer.read(fields, currency))),
                file.mappings("plans", this::plan),
                file.mapping("test_keys", this::testKeys),
                file.mapping("abnormal_use", FreezeRuleReader::read),
                file.mappings("products", this::product),
                new MeterReader().read(file));
        if (catalog.plans().stream().filter(Plan::isFree).count() != 1) {
            file.bad("plans", "must have exactly one plan without prices that is not by contract", "");
        }
        file.refuseUnknown();
        return catalog;
    }

    private static Node node(String name, String text) {
        try {
            var node = new Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
            if (node == null) {
                throw new InvalidCatalog(name, "it is empty");
            }
            return node;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new InvalidCatalog(
                    name, (mark == null ? "" : "line " + (mark.getLine() + 1) + ": ") + e.getProblem());
        }
    }

    private static String currency(YamlFields fields) {
        var code = fields.text("currency");
        return code.isEmpty() || Money.isCurrency(code)
                ? code
                : fields.bad("currency", "must be a currency in lower case, such as usd", "");
    }

    private Plan plan(YamlFields fields) {
        boolean contract = fields.flag("contract");
        var id = id(fields, ID, planIds);
        return new Plan(
                id,
                fields.text("name"),
                fields.text("description"),
                contract,
                hidden(fields, contract),
                startsAt(fields, contract),
                prices(fields, id, contract),
                contract
                        ? fields.optionalNumber("calls_per_month", 0, Long.MAX_VALUE)
                        : Long.valueOf(fields.number("calls_per_month", 0, Long.MAX_VALUE)),
                contract ? fields.optionalMapping("rate", this::rate) : fields.mapping("rate", this::rate),
                members(fields, contract),
                trialDays(fields),
                overage(fields),
                fields.texts("features"));
    }

    private static boolean hidden(YamlFields fields, boolean contract) {
        boolean hidden = fields.flag("hidden");
        if (hidden && !contract) {
            return fields.bad("hidden", "belongs to a plan with contract: true alone", false);
        }
        return hidden;
    }

    private @Nullable Money startsAt(YamlFields fields, boolean contract) {
        var amount = Charges.optional(fields, "starts_at", currency);
        return amount != null && !contract
                ? fields.bad("starts_at", "belongs to a plan with contract: true alone", null)
                : amount;
    }

    private List<Price> prices(YamlFields fields, String plan, boolean contract) {
        var prices = fields.optionalMapping("prices", nested -> prices(nested, plan));
        if (prices == null) {
            return List.of();
        }
        return contract ? fields.bad("prices", "of a plan by contract are in the contract", List.of()) : prices;
    }

    private List<Price> prices(YamlFields fields, String plan) {
        var prices = new ArrayList<Price>();
        for (var interval : Interval.values()) {
            var amount = Charges.optional(fields, interval.word(), currency);
            if (amount != null) {
                prices.add(new Price(plan, interval, amount));
            }
        }
        return List.copyOf(prices);
    }

    private static @Nullable Integer members(YamlFields fields, boolean contract) {
        return contract && !fields.has("members") ? null : Integer.valueOf(fields.integer("members", 1));
    }

    private static int trialDays(YamlFields fields) {
        var days = fields.optionalNumber("trial_days", 0, LONGEST_TRIAL_DAYS);
        if (days != null && days > 0 && !fields.has("prices")) {
            return fields.bad("trial_days", "need a plan with prices", 0);
        }
        return days == null ? 0 : Math.toIntExact(days);
    }

    /// A thousand calls must cost whole minor units, or the price we show would be rounded.
    private @Nullable Long overage(YamlFields fields) {
        var micros = fields.optionalNumber("overage_micros_per_call", 1, Integer.MAX_VALUE);
        if (micros != null && !currency.isEmpty() && micros * THOUSAND * Money.minorUnits(currency) % MICROS != 0) {
            return fields.bad("overage_micros_per_call", "must give whole minor units for 1,000 calls", null);
        }
        return micros;
    }

    private TestKeys testKeys(YamlFields fields) {
        return new TestKeys(
                fields.integer("calls_until_proven", 0),
                fields.integer("calls_per_day", 0),
                fields.mapping("rate", this::rate));
    }

    private Rate rate(YamlFields fields) {
        return new Rate(fields.integer("capacity", 1), fields.integer("per_minute", 1));
    }

    private Product product(YamlFields fields) {
        var id = id(fields, ID, productIds);
        var upstream = fields.optionalMapping("upstream", UpstreamReader::read);
        return new Product(
                id,
                fields.text("name"),
                fields.text("description"),
                upstream == null ? fields.mappings("operations", this::operation) : requests(fields, id, upstream),
                upstream);
    }

    /// What is forwarded is one operation: a request.
    private List<Operation> requests(YamlFields fields, String id, Upstream upstream) {
        if (UpstreamReader.isTaken(id)) {
            return fields.bad(
                    "id", "'" + id + "' cannot have an upstream: /v1/" + id + " is an address of ours", List.of());
        }
        if (fields.has("operations")) {
            return fields.bad(
                    "operations", "do not go together with upstream, which says what a request costs", List.of());
        }
        return operationIds.add(id)
                ? List.of(new Operation(id, upstream.calls(), 1, "request", upstream.limits()))
                : fields.bad("id", "'" + id + "' stands above already as an operation", List.of());
    }

    private Operation operation(YamlFields fields) {
        return new Operation(
                id(fields, OPERATION_ID, operationIds),
                fields.integer("calls", 1),
                fields.integer("per", 1),
                fields.text("unit"),
                LimitReader.all(fields));
    }

    static String id(YamlFields fields, String pattern, Set<String> taken) {
        var id = fields.text("id");
        if (id.isEmpty()) {
            return id;
        }
        if (!id.matches(pattern)) {
            return fields.bad("id", "must match " + pattern, "");
        }
        return taken.add(id) ? id : fields.bad("id", "'" + id + "' stands above already", "");
    }

    private void refuseIfWrong(String name) {
        if (!errors.isEmpty()) {
            throw new InvalidCatalog(
                    name,
                    errors.stream()
                            .sorted(Comparator.comparingInt(YamlFields.Mistake::line))
                            .map(error -> "line " + error.line() + ": " + error.sentence())
                            .collect(Collectors.joining("; ")));
        }
    }
}
