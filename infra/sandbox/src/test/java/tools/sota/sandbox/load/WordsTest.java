package tools.sota.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.CannotStart;

class WordsTest {
    @Test
    void noValueMeansTheUsualOne() {
        var words = Words.parse(List.of("SECONDS=5", "SECTION=", "LONG=1"));

        assertThat(words.number("SECONDS", 10)).isEqualTo(5);
        assertThat(words.text("SECTION", "all")).isEqualTo("all");
        assertThat(words.flag("LONG")).isTrue();
        assertThat(words.flag("SECTION")).isFalse();
        assertThatThrownBy(() -> Words.parse(List.of("SECONDS")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("\"SECONDS\" should be NAME=value.");
        assertThatThrownBy(() -> Words.parse(List.of("N=many")).number("N", 1))
                .hasMessage("N must be a whole number and is many.");
    }

    @Test
    void thePlanForMeasuringStandsInTheListAsIndentedAsTheOthers() {
        for (var indent : new String[] {"", "  "}) {
            var catalog = "currency: usd\nplans:\n" + indent + "- id: free\n" + indent + "  name: Free\n";

            assertThat(LoadCatalog.withPlan(catalog))
                    .startsWith("currency: usd\nplans:\n" + indent + "- id: measure\n" + indent + "  name: Measure\n")
                    .endsWith(indent + "- id: free\n" + indent + "  name: Free\n");
        }
        assertThatThrownBy(() -> LoadCatalog.withPlan("currency: usd\n"))
                .hasMessage("The catalog has no list of plans.");
    }

    @Test
    void theMeterForMeasuringStandsAmongTheOthers() {
        assertThat(LoadCatalog.withPlan("plans:\n  - id: free\nmeters:\n  - { id: runs }\n"))
                .endsWith("""
                meters:
                  - { id: bench, name: Bench, unit: one, aggregation: sum, value: value }
                  - { id: runs }
                """);
    }

    @Test
    void anIdAsItIsShownIsTheOneInTheLedger() {
        assertThat(Acknowledged.id("req_00000000000000000000000001"))
                .hasToString("00000000-0000-0000-0000-000000000001");
        assertThat(Acknowledged.id("req_7zzzzzzzzzzzzzzzzzzzzzzzzz"))
                .hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    }
}
