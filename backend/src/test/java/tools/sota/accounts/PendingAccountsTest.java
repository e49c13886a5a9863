package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.testing.InParallel;
import tools.sota.testing.MovableClock;
import tools.sota.testing.Services;

class PendingAccountsTest {
    private final Database database = Database.open(Services.freshDatabase(), 10);
    private final Accounts accounts = new Accounts(database);
    private final MovableClock clock = new MovableClock();
    private final Ids ids = new Ids(clock);
    private final PendingAccounts pending = new PendingAccounts(database.jdbi(), clock);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatNobodyProvedOrPaidGoesAfterAWeek() {
        var one = givenAccount();
        clock.advance(PendingAccounts.KEPT.minusMinutes(1));
        assertThat(pending.sweep()).isZero();
        assertThat(accounts.find(one.accountId())).isPresent();

        clock.advance(Duration.ofMinutes(2));

        assertThat(pending.sweep()).isEqualTo(1);
        assertThat(accounts.find(one.accountId())).isEmpty();
        assertThat(accounts.user(one.userId())).isEmpty();
        assertThat(rows("membership") + rows("person") + rows("session") + rows("email_token"))
                .isZero();
        assertThat(pending.sweep()).isZero();
    }

    @Test
    void aProofKeepsTheAccount() {
        var one = givenAccount();
        prove(one.userId());
        clock.advance(Duration.ofDays(8));

        assertThat(pending.sweep()).isZero();
    }

    @Test
    void aPaymentKeepsTheAccountAndItsUser() {
        var one = givenAccount();
        pay(one.accountId());
        clock.advance(Duration.ofDays(8));

        assertThat(pending.sweep()).isZero();
        assertThat(accounts.user(one.userId())).isPresent();
    }

    @Test
    void anAccountThatStripeKnowsIsKeptAndTheOthersGo() {
        var customer = givenAccount();
        givenAccount();
        database.jdbi()
                .useTransaction(transaction -> accounts.keep(transaction, customer.accountId(), clock.instant()));
        clock.advance(Duration.ofDays(8));

        assertThat(pending.sweep()).isEqualTo(1);
        assertThat(accounts.find(customer.accountId())).isPresent();
    }

    @Test
    void oneProvenMemberKeepsTheAccountForAll() {
        var one = givenAccount();
        var guest = givenAccount();
        prove(guest.userId());
        database.jdbi()
                .useHandle(handle -> handle.attach(Memberships.class)
                        .insert(one.accountId(), guest.userId(), "viewer", clock.instant()));
        clock.advance(Duration.ofDays(8));

        assertThat(pending.sweep()).isZero();
    }

    @Test
    void aUserWithAnotherAccountStays() {
        var one = givenAccount();
        var paid = givenAccount();
        pay(paid.accountId());
        database.jdbi()
                .useHandle(handle -> handle.attach(Memberships.class)
                        .insert(paid.accountId(), one.userId(), "viewer", clock.instant()));
        clock.advance(Duration.ofDays(8));

        assertThat(pending.sweep()).isEqualTo(1);
        assertThat(accounts.user(one.userId())).isPresent();
        assertThat(accounts.memberships(one.userId()))
                .extracting(Membership::accountId)
                .containsExactly(paid.accountId());
    }

    @Test
    void manyGoInSeveralRoundsAndNodesDoNotDisturbEachOther() {
        database.jdbi().useTransaction(transaction -> {
            for (int number = 0; number < 230; number++) {
                insert(transaction, new Made(ids.next(), ids.next()), clock);
            }
        });
        clock.advance(Duration.ofDays(8));

        var gone = InParallel.times(3, node -> pending.sweep());

        assertThat(gone.stream().mapToInt(Integer::intValue).sum()).isEqualTo(230);
        assertThat(rows("app_user")).isZero();
    }

    @Test
    void aProofUnderWayKeepsTheAccount() {
        var one = givenAccount();

        sweepDuring(transaction -> prove(transaction, one.userId()));

        assertThat(accounts.find(one.accountId())).isPresent();
        assertThat(accounts.isProven(one.userId())).isTrue();
    }

    @Test
    void aPaymentUnderWayKeepsTheAccount() {
        var one = givenAccount();

        sweepDuring(transaction -> accounts.markPaid(transaction, one.accountId(), clock.instant()));

        assertThat(accounts.isPaid(one.accountId())).isTrue();
        assertThat(accounts.user(one.userId())).isPresent();
    }

    /// Sweeps while the transaction is open: until the sweep is through, or waits for it.
    private void sweepDuring(Consumer<Handle> work) {
        clock.advance(Duration.ofDays(8));
        var sweep = database.jdbi().inTransaction(transaction -> {
            work.accept(transaction);
            var sweeping = Thread.ofVirtual().start(pending::sweep);
            Awaitility.await().until(() -> !sweeping.isAlive() || somebodyWaits());
            return sweeping;
        });
        Awaitility.await().until(() -> !sweep.isAlive());
    }

    private boolean somebodyWaits() {
        return database.jdbi()
                .withHandle(handle -> handle.select("select exists (select 1 from pg_locks where not granted)")
                        .mapTo(boolean.class)
                        .one());
    }

    /// Who proves at the moment of the sweep keeps the account, or is told that it is gone; never half of it.
    @Test
    void aProofAtTheMomentOfTheSweepIsWholeOrNothing() {
        for (int round = 0; round < 20; round++) {
            var one = givenAccount();
            clock.advance(Duration.ofDays(8));

            InParallel.times(2, who -> {
                if (who == 0) {
                    prove(one.userId());
                } else {
                    pending.sweep();
                }
                return who;
            });

            assertThat(accounts.find(one.accountId()).isPresent())
                    .isEqualTo(accounts.user(one.userId()).isPresent());
            assertThat(accounts.isProven(one.userId()))
                    .isEqualTo(accounts.find(one.accountId()).isPresent());
        }
    }

    @Test
    void oldSessionsAndLinksGoAWeekAfterTheirEnd() {
        var one = givenAccount();
        pay(one.accountId());
        var expired = new ExpiredTokens(database.jdbi(), clock);
        clock.advance(Duration.ofDays(36));
        assertThat(expired.sweep()).as("the link of 24 hours").isEqualTo(1);
        clock.advance(Duration.ofDays(2));

        assertThat(expired.sweep()).as("the session of 30 days").isEqualTo(1);
        assertThat(rows("refresh_token")).isZero();
    }

    private record Made(UUID accountId, UUID userId) {}

    private Made givenAccount() {
        var made = new Made(ids.next(), ids.next());
        database.jdbi().useTransaction(transaction -> insert(transaction, made, clock));
        return made;
    }

    private static void insert(Handle transaction, Made made, Clock clock) {
        var now = clock.instant();
        var users = transaction.attach(Users.class);
        users.insert(made.userId(), Argon2id.NOBODYS, now);
        users.insertPerson(made.userId(), made.userId() + "@example.com", null);
        var memberships = transaction.attach(Memberships.class);
        memberships.insertAccount(made.accountId(), "My account", now);
        memberships.insert(made.accountId(), made.userId(), "owner", now);
        var sessions = transaction.attach(Sessions.class);
        sessions.insert(made.userId(), made.userId(), now, now.plus(SessionTokens.LIVES));
        sessions.insertToken(
                made.userId().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8), made.userId(), now);
        transaction
                .attach(EmailTokens.class)
                .insert(new EmailTokens.NewToken(
                        made.userId(),
                        new byte[] {
                            1,
                            (byte) made.userId().hashCode(),
                            (byte) (made.userId().hashCode() >> 8),
                            (byte) (made.userId().hashCode() >> 16),
                            (byte) (made.userId().hashCode() >> 24)
                        },
                        made.userId(),
                        "proof",
                        now,
                        now.plus(Duration.ofDays(1))));
    }

    private void prove(UUID userId) {
        database.jdbi().useTransaction(transaction -> prove(transaction, userId));
    }

    private void prove(Handle transaction, UUID userId) {
        var users = transaction.attach(Users.class);
        users.lock(userId);
        users.prove(userId, clock.instant());
    }

    private void pay(UUID accountId) {
        database.jdbi().useTransaction(transaction -> accounts.markPaid(transaction, accountId, clock.instant()));
    }

    private int rows(String table) {
        return database.jdbi()
                .withHandle(handle -> handle.select("select count(*) from " + table)
                        .mapTo(int.class)
                        .one());
    }
}
