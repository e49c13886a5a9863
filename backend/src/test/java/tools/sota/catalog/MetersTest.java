package tools.sota.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import tools.sota.platform.Resources;

class MetersTest {
    private static final String CATALOG = Resources.text("/catalog.yaml");

    @Test
    void theCatalogDeclaresMeters() {
        var catalog = CatalogReader.read("catalog.yaml", CATALOG);

        assertThat(catalog.meter("agent.tokens"))
                .contains(new Meter("agent.tokens", "Tokens", "token", Meter.Aggregation.SUM, "tokens"));
        assertThat(catalog.meter("agent.runs"))
                .hasValueSatisfying(meter -> assertThat(meter.value()).isNull());
    }

    @Test
    void aCatalogMayHaveNone() {
        var without = CATALOG.substring(0, CATALOG.indexOf("\nmeters:"));

        assertThat(CatalogReader.read("catalog.yaml", without).meters()).isEmpty();
    }

    @Test
    void mistakesAreNamed() {
        assertThat(mistakes("aggregation: sum, value: tokens", "aggregation: average, value: tokens"))
                .endsWith("meters[1].aggregation must be one of sum, count, max; line " + lineOf("agent.tokens")
                        + ": meters[1].value belongs to a meter that sums or takes the largest.");
        assertThat(mistakes("aggregation: sum, value: tokens", "aggregation: sum"))
                .endsWith("meters[1].value is missing.");
        assertThat(mistakes("aggregation: count", "aggregation: count, value: x"))
                .endsWith("meters[0].value belongs to a meter that sums or takes the largest.");
        assertThat(mistakes("id: agent.tokens", "id: agent.runs"))
                .endsWith("meters[1].id 'agent.runs' stands above already.");
        assertThat(mistakes("unit: run,", "unit: run, colour: red,"))
                .endsWith("meters[0].colour is not a field that is known here.");
    }

    private static String mistakes(String right, String wrong) {
        var catalog = CATALOG.replace(right, wrong);
        assertThat(catalog).isNotEqualTo(CATALOG);
        return String.valueOf(catchThrowable(() -> CatalogReader.read("catalog.yaml", catalog))
                .getMessage());
    }

    private static long lineOf(String word) {
        return CATALOG.substring(0, CATALOG.indexOf(word)).lines().count();
    }
}
