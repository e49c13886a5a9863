package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Database;
import tools.sota.testing.Services;

class AccountsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static Database database;
    private static Accounts accounts;

    @BeforeAll
    static void open() {
        database = Database.open(Services.freshDatabase(), 4);
        accounts = new Accounts(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void anAccountIsFoundByItsId() {
        var account = givenAccount();

        assertThat(accounts.find(account)).contains(new Account(account, "My account", NOON, null));
        assertThat(accounts.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void theEarliestPaymentStands() {
        var account = givenAccount();

        assertThat(pay(account, NOON.plusSeconds(60))).isTrue();
        assertThat(pay(account, NOON)).isTrue();
        assertThat(pay(account, NOON.plusSeconds(120))).isTrue();

        assertThat(accounts.isPaid(account)).isTrue();
        assertThat(accounts.find(account).map(Account::paidAt)).contains(NOON);
        assertThat(pay(UUID.randomUUID(), NOON)).isFalse();
    }

    @Test
    void liveKeysWantAProofOrAPayment() {
        var nothing = givenAccount();
        var paid = givenAccount();
        pay(paid, NOON);
        var proven = givenAccount();
        var user = givenMember(proven, "owner", "proven-" + proven + "@example.com");
        database.jdbi().useHandle(handle -> handle.attach(Users.class).prove(user, NOON));

        assertThat(accounts.mayHoldLiveKeys(nothing)).isFalse();
        assertThat(accounts.mayHoldLiveKeys(paid)).isTrue();
        assertThat(accounts.mayHoldLiveKeys(proven)).isTrue();
        assertThat(accounts.isProven(user)).isTrue();
        assertThat(accounts.isProven(UUID.randomUUID())).isFalse();
    }

    @Test
    void theFirstOwnerIsWrittenTo() {
        var account = givenAccount();
        givenMember(account, "billing", "billing@example.com");
        givenMember(account, "owner", "owner@example.com");

        assertThat(accounts.ownerEmail(account)).contains("owner@example.com");
        assertThat(accounts.ownerEmail(UUID.randomUUID())).isEmpty();
    }

    @Test
    void membershipsCarryTheRole() {
        var account = givenAccount();
        var user = givenMember(account, "billing", "someone@example.com");

        assertThat(accounts.memberships(user))
                .containsExactly(new Membership(account, "My account", NOON, Role.BILLING));
        assertThat(accounts.user(user).map(User::email)).contains("someone@example.com");
    }

    private static boolean pay(UUID account, Instant at) {
        return database.jdbi().inTransaction(transaction -> accounts.markPaid(transaction, account, at));
    }

    private static UUID givenAccount() {
        var id = UUID.randomUUID();
        database.jdbi().useHandle(handle -> handle.attach(Memberships.class).insertAccount(id, "My account", NOON));
        return id;
    }

    private static UUID givenMember(UUID account, String role, String email) {
        var id = UUID.randomUUID();
        database.jdbi().useHandle(handle -> {
            handle.attach(Users.class).insert(id, Argon2id.NOBODYS, NOON);
            handle.attach(Users.class).insertPerson(id, email, null);
            handle.attach(Memberships.class).insert(account, id, role, NOON);
        });
        return id;
    }
}
