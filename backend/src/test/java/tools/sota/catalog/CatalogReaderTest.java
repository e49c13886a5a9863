package tools.sota.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Money;
import tools.sota.platform.Resources;

/// The catalog is edited by people: whatever they get wrong is named by line and field, all at once.
class CatalogReaderTest {
    private static final String GOOD = """
            currency: usd
            dunning: { attempts_on_days: [3, 5, 7], grace_days: 8, card_notice_days: 30 }
            plans:
              - id: free
                name: Free
                description: For a first look.
                calls_per_month: 100
                rate: { capacity: 10, per_minute: 10 }
                members: 1
                features: [All tools]
              - id: pro
                name: Pro
                description: For one person.
                prices: { month: 9900, year: 99000 }
                calls_per_month: 10000
                rate: { capacity: 50, per_minute: 100 }
                members: 1
                overage_micros_per_call: 12000
                features: [All tools]
            test_keys:
              calls_until_proven: 20
              calls_per_day: 1000
              rate: { capacity: 10, per_minute: 10 }
            products:
              - id: memory
                name: Memory
                description: Does it still know?
                operations:
                  - { id: memory.score, calls: 2, per: 100, unit: case }
            abnormal_use:
              days_of_history: 7
              rate: { times_busiest_hour: 10, requests: 5000 }
              new_ranges: { ranges: 20 }
              errors: { percent: 80, requests: 2000 }
            """;

    @Test
    void theCatalogInTheJarIsRight() {
        var catalog = CatalogReader.read("catalog.yaml", Resources.text("/catalog.yaml"));

        assertThat(catalog.plans()).extracting(Plan::id).containsExactly("free", "pro", "team", "enterprise");
        assertThat(catalog.free().id()).isEqualTo("free");
        assertThat(catalog.plan("pro").price(Interval.YEAR))
                .hasValueSatisfying(price -> assertThat(price.price()).isEqualTo(new Money(99_000, "usd")));
        assertThat(catalog.prices().map(Price::lookupKey))
                .containsExactly("pro_month", "pro_year", "team_month", "team_year");
        assertThat(catalog.testKeys().callsUntilProven()).isEqualTo(20);
    }

    @Test
    void aHiddenPlanIsByContractAndNotAmongThoseShown() {
        var text = GOOD.replace("plans:\n", """
                plans:
                  - id: measure
                    name: Measure
                    description: For measuring.
                    contract: true
                    hidden: true
                    calls_per_month: 1000000000000
                    rate: { capacity: 1000000, per_minute: 1000000000 }
                    features: [None]
                """);
        var catalog = CatalogReader.read("shop.yaml", text);

        assertThat(catalog.plan("measure").callsPerMonth()).isEqualTo(1_000_000_000_000L);
        assertThat(catalog.shownPlans()).extracting(Plan::id).containsExactly("free", "pro");
        assertThat(mistakes(GOOD.replace("    prices:", "    hidden: true\n    prices:")))
                .isEqualTo("line 14: plans[1].hidden belongs to a plan with contract: true alone");
    }

    @Test
    void unitsBegunAreCountedWhole() {
        var operation = CatalogReader.read("test", GOOD).operation("memory.score");

        assertThat(List.of(0L, 1L, 100L, 101L, 250L).stream().map(operation::callsFor))
                .containsExactly(0L, 2L, 2L, 4L, 6L);
    }

    @Test
    void aNumberThatIsNoNumberIsNamedByLine() {
        assertThat(mistakes(GOOD.replace("calls_per_month: 10000", "calls_per_month: many")))
                .isEqualTo("line 15: plans[1].calls_per_month must be a whole number");
    }

    @Test
    void aFractionOfACentIsRefused() {
        assertThat(mistakes(GOOD.replace("month: 9900", "month: 99.00")))
                .isEqualTo("line 14: plans[1].prices.month must be a whole number");
    }

    @Test
    void aNegativePriceIsRefused() {
        assertThat(mistakes(GOOD.replace("month: 9900", "month: -9900")))
                .isEqualTo("line 14: plans[1].prices.month must be at least 1 and is -9900");
    }

    @Test
    void aPriceThatStripeCannotChargeIsRefused() {
        assertThat(mistakes(GOOD.replace("currency: usd", "currency: kwd").replace("month: 9900", "month: 9905")))
                .isEqualTo("line 14: plans[1].prices.month must be a multiple of 10: Stripe charges no less of kwd");
        assertThat(mistakes(GOOD.replace("currency: usd", "currency: xau"))).contains("currency must be a currency");
    }

    @Test
    void aMistypedFieldIsNotIgnored() {
        assertThat(mistakes(GOOD.replace("members: 1\n    overage", "member: 1\n    overage")))
                .isEqualTo("line 11: plans[1].members is missing; line 17: plans[1].member is not a field that is known"
                        + " here");
    }

    @Test
    void aPlanWithoutCallsIsRefused() {
        assertThat(mistakes(GOOD.replace("    calls_per_month: 10000\n", "")))
                .isEqualTo("line 11: plans[1].calls_per_month is missing");
    }

    @Test
    void anIdThatStandsTwiceIsRefused() {
        assertThat(mistakes(GOOD.replace("- id: pro", "- id: free")))
                .isEqualTo("line 11: plans[1].id 'free' stands above already");
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        assertThat(mistakes(GOOD.replace("    name: Pro\n", "    name: Pro\n    name: Prof\n")))
                .isEqualTo("line 13: plans[1].name stands here twice");
    }

    @Test
    void aWordThatYamlTakesForSomethingElseIsRefused() {
        assertThat(mistakes(GOOD.replace("name: Pro", "name: yes")))
                .isEqualTo("line 12: plans[1].name must be text: put quotes around it");
    }

    @Test
    void aFieldWithoutAValueIsRefused() {
        assertThat(mistakes(GOOD.replace("rate: { capacity: 50, per_minute: 100 }", "rate:")))
                .isEqualTo("line 16: plans[1].rate has no value");
    }

    @Test
    void aPlanWithoutAPriceBesideTheFreeOneIsRefused() {
        assertThat(mistakes(GOOD.replace("    prices: { month: 9900, year: 99000 }\n", "")))
                .isEqualTo("line 3: plans must have exactly one plan without prices that is not by contract");
    }

    @Test
    void overageThatCannotBeShownInWholeCentsIsRefused() {
        assertThat(mistakes(GOOD.replace("overage_micros_per_call: 12000", "overage_micros_per_call: 12005")))
                .isEqualTo("line 18: plans[1].overage_micros_per_call must give whole minor units for 1,000 calls");
    }

    @Test
    void anUnknownCurrencyIsRefused() {
        assertThat(mistakes(GOOD.replace("currency: usd", "currency: USD")))
                .isEqualTo("line 1: currency must be a currency in lower case, such as usd");
    }

    @Test
    void theRuleThatFreezesKeysIsReadStrictly() {
        assertThat(CatalogReader.read("test", GOOD).freezeRule()).isEqualTo(new FreezeRule(7, 10, 5000, 20, 80, 2000));
        assertThat(mistakes(GOOD.replace("percent: 80", "percent: 101")
                        .replace("days_of_history: 7", "days_of_history: 0")
                        .replace("ranges: 20 }", "ranges: 20, network: 16 }")
                        .replace("requests: 5000", "request: 5000")))
                .isEqualTo("line 31: abnormal_use.days_of_history must be at least 1 and is 0;"
                        + " line 32: abnormal_use.rate.requests is missing;"
                        + " line 32: abnormal_use.rate.request is not a field that is known here;"
                        + " line 33: abnormal_use.new_ranges.network is not a field that is known here;"
                        + " line 34: abnormal_use.errors.percent must be at most 100 and is 101");
        assertThat(mistakes(GOOD.substring(0, GOOD.indexOf("abnormal_use:"))))
                .isEqualTo("line 1: abnormal_use is missing");
    }

    @Test
    void anUpstreamIsReadWithItsCostsAndLimits() {
        var product = CatalogReader.read("test", upstream("""
                url: https://maps.internal:8443/api/
                      cost_header: X-Cost
                      calls: 2
                      max_calls: 20
                      response_timeout_ms: 600000
                      add_headers: { Authorization: Basic abc }
                      limits: [{ name: tiles, capacity: 5, per_minute: 60 }]""")).products().getLast();

        var upstream = Objects.requireNonNull(product.upstream());
        assertThat(upstream.url()).hasToString("https://maps.internal:8443/api");
        assertThat(upstream.calls()).isEqualTo(2);
        assertThat(upstream.mostCalls()).isEqualTo(20);
        assertThat(upstream.answerWithin()).hasMinutes(10);
        assertThat(upstream.forwardKey()).isFalse();
        assertThat(upstream.addHeaders()).containsExactly(Map.entry("Authorization", "Basic abc"));
        assertThat(upstream.limits()).containsExactly(new Limit("tiles", new Rate(5, 60)));
        assertThat(upstream).asString().doesNotContain("abc");
        assertThat(product.operations()).containsExactly(new Operation("maps", 2, 1, "request", upstream.limits()));
    }

    @Test
    void anUpstreamIsHttpWithoutAnythingHidden() {
        for (var url : List.of(
                "ftp://h",
                "/path",
                "http:///x",
                "http://u:p@h",
                "http://h?q=1",
                "http://h/#f",
                "http://h/a/../b",
                "http://h/%2e",
                "http://h//x",
                "not an address")) {
            assertThat(mistakes(upstream("url: \"" + url + '"')))
                    .as(url)
                    .startsWith("line 34: products[1].upstream.url ");
        }
    }

    @Test
    void everyMistakeOfAnUpstreamIsNamedByLine() {
        assertThat(mistakes(upstream("""
                url: http://127.0.0.1:9
                      cost_header: "X Cost"
                      response_timeout_ms: 0
                      forward_key: maybe
                      add_headers: { Host: other, X-A: "a\\nb" }
                      limits: [{ name: upstream, capacity: 0, per_minute: 1 }]
                      retries: 3""")).split("; ")).satisfies(all -> {
            assertThat(all).hasSize(8);
            assertThat(all[0]).isEqualTo("line 35: products[1].upstream.cost_header must be the name of a header");
            assertThat(all[1]).startsWith("line 36: products[1].upstream.response_timeout_ms must be at least 1");
            assertThat(all[2]).startsWith("line 37: products[1].upstream.forward_key must be true or false");
            assertThat(all[3]).startsWith("line 38: products[1].upstream.add_headers");
            assertThat(all[5])
                    .startsWith("line 39: products[1].upstream.limits[0].name must match")
                    .contains("be none of");
            assertThat(all[7]).isEqualTo("line 40: products[1].upstream.retries is not a field that is known here");
        });
        assertThat(mistakes(upstream("url: http://h\n      max_calls: 3")))
                .isEqualTo("line 35: products[1].upstream.max_calls belongs to cost_header");
        assertThat(mistakes(upstream("url: http://h\n      cost_header: X-Cost")))
                .isEqualTo("line 34: products[1].upstream.max_calls is missing");
    }

    @Test
    void anUpstreamTakesNoAddressOfOurs() {
        assertThat(mistakes(upstream("url: http://h").replace("id: maps", "id: keys")))
                .isEqualTo("line 30: products[1].id 'keys' cannot have an upstream: /v1/keys is an address of ours");
        assertThat(mistakes(upstream("url: http://h\n    operations: [{ id: maps.x, calls: 1, per: 1, unit: x }]")))
                .startsWith("line 35: products[1].operations do not go together with upstream");
    }

    private static String upstream(String fields) {
        return GOOD.replace("abnormal_use:", """
                  - id: maps
                    name: Maps
                    description: Of others.
                    upstream:
                      FIELDS
                abnormal_use:""".replace("FIELDS", fields));
    }

    @Test
    void everyMistakeIsNamedAtOnceInTheOrderOfTheFile() {
        var text = GOOD.replace("month: 9900", "month: 0")
                .replace("currency: usd", "currency: dollars")
                .replace("unit: case", "unit: 7");

        assertThat(mistakes(text).split("; ")).hasSize(3).satisfies(all -> {
            assertThat(all[0]).startsWith("line 1: currency");
            assertThat(all[1]).startsWith("line 14: plans[1].prices.month");
            assertThat(all[2]).startsWith("line 29: products[0].operations[0].unit");
        });
    }

    @Test
    void brokenYamlIsNamedByLine() {
        assertThatThrownBy(() -> CatalogReader.read("shop.yaml", GOOD.replace("plans:", "plans: [")))
                .isInstanceOf(CatalogReader.InvalidCatalog.class)
                .hasMessageStartingWith("The catalog shop.yaml is wrong: line ");
        assertThatThrownBy(() -> CatalogReader.read("shop.yaml", ""))
                .hasMessage("The catalog shop.yaml is wrong: it is empty.");
        assertThatThrownBy(() -> CatalogReader.read("shop.yaml", "nothing"))
                .hasMessageContaining("line 1: the file must be a mapping of fields");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> CatalogFeature.create("/nowhere/shop.yaml"))
                .hasMessage("The file that CATALOG names cannot be read: /nowhere/shop.yaml");
    }

    private static String mistakes(String text) {
        var failure = catchThrowable(() -> CatalogReader.read("test", text));
        assertThat(failure).as("the catalog is refused").isInstanceOf(IllegalStateException.class);
        return String.valueOf(failure.getMessage())
                .replace("The catalog test is wrong: ", "")
                .replaceFirst("\\.$", "");
    }
}
