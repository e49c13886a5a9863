package tools.sota.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

class RetentionTest {
    @Test
    void oldMonthsGoAsWholePartitionsAndTheirSumsStay() {
        try (var own = Product.fresh(Map.of("USAGE_RETENTION_MONTHS", "2"))) {
            own.clock().leapTo(Instant.parse("2027-06-10T12:00:00Z"));
            var store = Store.of(own);
            store.run("""
                    create table usage_event_2027_03 partition of usage_event
                    for values from (uuid_at('2027-03-01T00:00:00Z')) to (uuid_at('2027-04-01T00:00:00Z'))
                    """);
            var stranger = own.signUp();
            LedgerSeed.write(
                    store.jdbi(),
                    charges(
                            Store.account(stranger),
                            "2026-12-31T23:59:59.999Z",
                            "2027-03-31T23:59:59.999Z",
                            "2027-04-01T00:00:00Z",
                            "2027-06-10T00:00:00Z"));

            own.usageParts().ledgerRetention().dropOld();

            assertThat(store.number("select count(*) from usage_event")).isEqualTo(2);
            assertThat(store.number("select count(*) from pg_class where relname = 'usage_event_2027_03'"))
                    .isZero();
            var answer = stranger.browser()
                    .get("/v1/usage?interval=month&from=2026-12-01T00:00:00Z&to=2027-07-01T00:00:00Z");
            assertThat(answer.json().at("/total/calls").asInt()).isEqualTo(4);
            assertThat(stranger.browser().get("/v1/usage/records").json().get("data"))
                    .hasSize(2);
        }
    }

    private static List<Charge> charges(UUID account, String... times) {
        var ids = new Ids(java.time.Clock.systemUTC());
        return Stream.of(times)
                .map(Instant::parse)
                .map(at -> new Charge(
                        ids.at(at),
                        account,
                        Environment.LIVE,
                        UUID.randomUUID(),
                        "echo",
                        1,
                        200,
                        Period.calendarMonth(at).start(),
                        null))
                .toList();
    }
}
