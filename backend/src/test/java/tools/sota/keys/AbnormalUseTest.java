package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;

class AbnormalUseTest {
    private static final Product PRODUCT = WatchedKey.watchfulProduct();

    @AfterAll
    static void close() {
        PRODUCT.close();
    }

    @Test
    void aRateFarAboveTheHabitFreezesTheKeyOnEveryNode() {
        try (var other = PRODUCT.anotherNode()) {
            var key = WatchedKey.in(PRODUCT).withHistory(7, 50);
            var there = other.client().withKey(key.secret());
            assertThat(there.get("/v1/echo").status()).isEqualTo(200);

            key.use(501, WatchedKey.HOME, 200).judge();

            key.isFrozen();
            assertThat(there.get("/v1/echo").code()).isEqualTo("frozen_key");
            assertThat(key.browser().get(key.path()).text("frozen_by")).isEqualTo("abnormal_use");
            assertThat(key.mail().text())
                    .contains("It made 501 requests within an hour")
                    .contains("busiest hour in 30 days had 50, and more than 10 times that freeze it");
        }
    }

    @Test
    void tenTimesTheHabitIsNotFarAboveIt() {
        WatchedKey.in(PRODUCT)
                .withHistory(7, 50)
                .use(500, WatchedKey.HOME, 200)
                .judge()
                .isFree();
    }

    @Test
    void aSmallNumberIsNeverTooHigh() {
        WatchedKey.in(PRODUCT)
                .withHistory(7, 1)
                .use(99, WatchedKey.HOME, 200)
                .judge()
                .isFree();
    }

    @Test
    void aFirstBusyDayFreezesNothing() {
        var key = WatchedKey.in(PRODUCT);
        key.use(100_000, WatchedKey.HOME, 200)
                .use(400_000, WatchedKey.HOME, 422)
                .useFrom(networks(0, 50))
                .judge()
                .isFree();
    }

    @Test
    void sixEarlierDaysAreNoHabit() {
        WatchedKey.in(PRODUCT)
                .withHistory(6, 1)
                .use(100_000, WatchedKey.HOME, 200)
                .useFrom(networks(0, 50))
                .judge()
                .isFree();
    }

    @Test
    void whatWasRefusedForItsPaceOrFailedHereIsNoSign() {
        WatchedKey.in(PRODUCT)
                .withHistory(7, 1)
                .use(100_000, WatchedKey.HOME, 429)
                .use(100_000, WatchedKey.HOME, 503)
                .use(100_000, WatchedKey.HOME, 404)
                .judge()
                .isFree();
    }

    @Test
    void aBusyDayThatGrowsHourByHourIsFollowed() {
        var key = WatchedKey.in(PRODUCT).withHistory(7, 50);
        for (int requests : List.of(400, 3_000, 25_000)) {
            key.use(requests, WatchedKey.HOME, 200).judge();
            PRODUCT.clock().advance(Duration.ofHours(1));
            key.judge();
        }
        key.isFree();
    }

    @Test
    void manyNewNetworksInAnHourFreezeTheKey() {
        var key = WatchedKey.in(PRODUCT)
                .withHistory(7, 50)
                .useFrom(networks(0, 6))
                .judge();

        key.isFrozen();
        assertThat(key.mail().text()).contains("from 6 networks that it was not used from in 30 days; more than 5");
    }

    @Test
    void fewNewNetworksAndKnownOnesDoNot() {
        var key = WatchedKey.in(PRODUCT);
        key.useFrom(networks(0, 40));
        key.withHistory(7, 50).useFrom(networks(0, 45)).judge().isFree();
    }

    @Test
    void addressesOfOneNetworkAreOne() {
        var addresses = IntStream.range(0, 200)
                .mapToObj(number -> number % 2 == 0 ? "198.51." + number + ".9" : "2001:db8:" + number + "::1")
                .toList();

        WatchedKey.in(PRODUCT).withHistory(7, 50).useFrom(addresses).judge().isFree();
    }

    @Test
    void networksThatWereRefusedAreNotCounted() {
        var key = WatchedKey.in(PRODUCT).withHistory(7, 50);
        networks(0, 40).forEach(address -> key.use(1, address, 403));

        key.judge().isFree();
    }

    @Test
    void networksOfLongAgoAreNewAgain() {
        var key = WatchedKey.in(PRODUCT);
        key.useFrom(networks(0, 6));
        key.withHistory(32, 5).useFrom(networks(0, 6)).judge().isFrozen();
    }

    @Test
    void aHighShareOfRefusalsFreezesTheKey() {
        var key = WatchedKey.in(PRODUCT)
                .withHistory(7, 50)
                .use(10, WatchedKey.HOME, 200)
                .use(20, WatchedKey.HOME, 403)
                .use(20, WatchedKey.HOME, 422)
                .judge();
        key.isFree();

        // The look at it was a request too.
        key.use(10, WatchedKey.HOME, 403).use(1, WatchedKey.HOME, 200).judge();
        key.isFrozen();
        assertThat(key.mail().text()).contains("50 of its 62 requests were refused");
    }

    @Test
    void aShareBelowItDoesNot() {
        WatchedKey.in(PRODUCT)
                .withHistory(7, 50)
                .use(79, WatchedKey.HOME, 422)
                .use(21, WatchedKey.HOME, 200)
                .judge()
                .isFree();
    }

    @Test
    void aKeyMayBeExempt() {
        var key = WatchedKey.in(PRODUCT).withHistory(7, 5);
        var path = key.path();
        assertThat(key.browser()
                        .patch(path, "{\"freeze_on_abnormal_use\":false}")
                        .status())
                .isEqualTo(200);

        key.use(1_000, WatchedKey.HOME, 200).judge().isFree();

        key.browser().patch(path, "{\"freeze_on_abnormal_use\":true}");
        key.judge().isFrozen();
    }

    @Test
    void testKeysAreNotWatched() {
        var owner = PRODUCT.signUp().proveEmail();

        new WatchedKey(PRODUCT, owner, owner.testKey())
                .withHistory(7, 5)
                .use(1_000, WatchedKey.HOME, 200)
                .judge()
                .isFree();
    }

    @Test
    void severalFiguresAreOneFreezeAndOneMail() {
        var key = WatchedKey.in(PRODUCT)
                .withHistory(7, 5)
                .use(1_000, WatchedKey.HOME, 200)
                .useFrom(networks(0, 6))
                .judge()
                .judge();

        key.isFrozen();
        assertThat(key.mail().text()).contains("1,006 requests", "6 networks");
        undo(key.undoToken());
        key.judge();
        assertThat(key.call().get("/v1/me").status())
                .as("neither holds any more")
                .isEqualTo(200);
    }

    @Test
    void whatFrozeAKeyIsNotLearned() {
        var key = WatchedKey.in(PRODUCT)
                .withHistory(7, 5)
                .use(1_000, WatchedKey.HOME, 200)
                .judge();
        PRODUCT.clock().advance(Duration.ofHours(1));
        key.judge().isFrozen();

        assertThat(busiest(key)).isEqualTo(5);
    }

    @Test
    void aKeyThatCannotBeJudgedKeepsNoOtherFromIt() {
        var broken = WatchedKey.in(PRODUCT);
        var key = WatchedKey.in(PRODUCT);
        for (int day = 0; day < 7; day++) {
            broken.use(5, WatchedKey.HOME, 200);
            key.withHistory(1, 5);
        }
        jdbi().useHandle(handle -> handle.execute("""
                insert into key_finding (id, account_id, key_id, rules, figures, found_at)
                select gen_random_uuid(), account_id, id, '{}', '{}', now() from api_key where hint like ?
                """, "%" + hint(broken)));

        broken.use(1_000, WatchedKey.HOME, 200);
        key.use(1_000, WatchedKey.HOME, 200).judge();

        broken.isFree();
        key.isFrozen();
        PRODUCT.clock().advance(Duration.ofHours(1));
        key.judge();
        assertThat(busiest(broken))
                .as("and the hour is learned, the look at it too")
                .isEqualTo(1_001);
    }

    @Test
    void aNodeThatStopsLearnsTheHourItWasIn() {
        var key = WatchedKey.in(PRODUCT);
        try (var other = PRODUCT.anotherNode()) {
            new WatchedKey(other, key.owner(), key.secret()).use(17, WatchedKey.HOME, 200);
        }
        assertThat(busiest(key)).isEqualTo(17);
    }

    private static long busiest(WatchedKey key) {
        return jdbi().withHandle(handle ->
                handle.select("""
                        select max(busiest_hour) from key_habit h join api_key k on k.id = h.key_id where k.hint like ?
                        """, "%" + hint(key)).mapTo(long.class).one());
    }

    private static String hint(WatchedKey key) {
        return key.secret().substring(key.secret().length() - 4);
    }

    private static Jdbi jdbi() {
        return Jdbi.create(PRODUCT.environment().get("DATABASE_URL"));
    }

    private static Answer undo(String token) {
        return PRODUCT.client().post("/v1/keys/unfreeze", "{\"token\":\"" + token + "\"}");
    }

    static List<String> networks(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "100." + number + ".1.1")
                .toList();
    }
}
