package tools.sota.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(3));
    private static final Standing.Rules RULES = new Standing.Rules(Duration.ofDays(7), Set.of("pro", "team")::contains);

    /// 41 of stripe.md, section 6: a word that we do not know gives nothing, but keeps the place from a second
    /// purchase.
    @ParameterizedTest
    @CsvSource({
        "active, true, true",
        "trialing, true, true",
        "past_due, true, true",
        "unpaid, true, false",
        "paused, true, false",
        "brand_new, true, false",
        "incomplete, false, false",
        "incomplete_expired, false, false",
        "canceled, false, false",
    })
    void eachStatusHoldsThePlaceAndGivesThePlanOrNot(String status, boolean holds, boolean entitled) {
        var standing = standing(List.of(subscription("sub_1", status, "pro", 0)), null, NOW);

        assertThat(standing.holder() != null).isEqualTo(holds);
        assertThat(standing.isEntitled()).isEqualTo(entitled);
    }

    @Test
    void pastDueEntitlesUntilTheGraceEndsAndSaysWhen() {
        var set = List.of(subscription("sub_1", "past_due", "pro", 0));
        var end = START.plus(Duration.ofDays(7));

        assertThat(standing(set, null, end.minusMillis(1)).isEntitled()).isTrue();
        assertThat(standing(set, null, end).isEntitled()).isFalse();
        assertThat(standing(set, null, NOW).changesAt(RULES)).isEqualTo(end);
    }

    /// 27: under past_due and unpaid periods go on beginning, and none of them is paid.
    @ParameterizedTest
    @ValueSource(strings = {"past_due", "unpaid"})
    void theGraceIsThatOfTheFirstRenewalThatIsOwed(String status) {
        var owed = START.minus(Duration.ofDays(31));
        var set = List.of(subscription("sub_1", status, "pro", 0, owed));

        assertThat(standing(set, null, owed.plus(Duration.ofDays(7)).minusMillis(1))
                        .isEntitled())
                .isTrue();
        assertThat(standing(set, null, START.plusSeconds(1)).isEntitled()).isFalse();
    }

    @Test
    void aPriceThatIsNoPlanOfTheCatalogGivesNothing() {
        assertThat(standing(List.of(subscription("sub_1", "active", null, 0)), null, NOW)
                        .holder())
                .isNull();
        assertThat(standing(List.of(subscription("sub_1", "active", "retired", 0)), null, NOW)
                        .isEntitled())
                .isFalse();
    }

    @Test
    void oneInForceGoesBeforeOneThatIsNotThenTheClaimThenTheOlder() {
        var old = subscription("sub_old", "unpaid", "pro", 0);
        var second = subscription("sub_second", "active", "pro", 1);
        var third = subscription("sub_third", "active", "team", 2);

        assertThat(standing(List.of(old, second, third), null, NOW).holder()).isEqualTo(second);
        assertThat(standing(List.of(old, second, third), "sub_third", NOW).holder())
                .isEqualTo(third);
        assertThat(standing(List.of(old, second, third), "sub_old", NOW).surplus())
                .containsExactly(third, old);
    }

    @Test
    void theOrderOfTheSetDoesNotMatter() {
        long seed = 20261122;
        var set = new ArrayList<Subscription>();
        for (var status : List.of("canceled", "active", "trialing", "past_due", "unpaid", "incomplete", "brand_new")) {
            set.add(subscription("sub_" + status, status, "pro", set.size()));
        }
        var usual = standing(set, null, NOW);
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Collections.shuffle(set, random);
            assertThat(standing(set, null, NOW))
                    .as("seed %s, round %s", seed, round)
                    .isEqualTo(usual);
        }
    }

    private static Standing standing(List<Subscription> set, @Nullable String claimed, Instant now) {
        return Standing.of(set, claimed, RULES, now);
    }

    private static Subscription subscription(String id, String status, @Nullable String plan, int second) {
        return subscription(id, status, plan, second, null);
    }

    private static Subscription subscription(
            String id, String status, @Nullable String plan, int second, @Nullable Instant unpaidSince) {
        return new Subscription(
                id,
                new UUID(0, 1),
                "cus_1",
                status,
                plan,
                "month",
                "price_1",
                true,
                START,
                START.plus(Duration.ofDays(30)),
                START,
                null,
                null,
                null,
                START.plusSeconds(second),
                null,
                null,
                null,
                null,
                0,
                false,
                unpaidSince,
                null);
    }
}
