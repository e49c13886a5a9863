package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Database;

/// What other features ask about users and accounts.
public final class Accounts {
    private static final UUID OUR_SERVICES = UUID.fromString("00000000-0000-7000-8000-000000000001");

    private final Jdbi jdbi;

    public Accounts(Database database) {
        this.jdbi = database.rows(
                        User.class, Users.Candidate.class, Account.class, Membership.class, Memberships.Pending.class)
                .jdbi();
    }

    public Optional<Account> find(UUID accountId) {
        return memberships(memberships -> memberships.account(accountId));
    }

    public Optional<User> user(UUID userId) {
        return jdbi.withExtension(Users.class, users -> users.find(userId));
    }

    /// The oldest membership first.
    public List<Membership> memberships(UUID userId) {
        return memberships(memberships -> memberships.ofUser(userId));
    }

    /// Whom to write about money and keys.
    public Optional<String> ownerEmail(UUID accountId) {
        return memberships(memberships -> memberships.ownerEmail(accountId));
    }

    /// The owner's address, where the owner has proved it.
    public Optional<String> provenOwnerEmail(UUID accountId) {
        return memberships(memberships -> memberships.provenOwnerEmail(accountId));
    }

    public boolean isProven(UUID userId) {
        return jdbi.withExtension(Users.class, users -> users.hasProven(userId)).orElse(false);
    }

    public boolean hasProvenMember(UUID accountId) {
        return memberships(memberships -> memberships.hasProvenMember(accountId));
    }

    public boolean isPaid(UUID accountId) {
        return find(accountId).map(Account::paidAt).isPresent();
    }

    /// A live key needs a proved address or a paid invoice.
    public boolean mayHoldLiveKeys(UUID accountId) {
        return hasProvenMember(accountId) || isPaid(accountId);
    }

    /// Repeats and any order change nothing: the earliest payment stands.
    ///
    /// @return false when the account is gone
    public boolean markPaid(Handle transaction, UUID accountId, Instant at) {
        return transaction.attach(Memberships.class).markPaid(accountId, at) == 1;
    }

    /// Keeps an account that Stripe knows, paid or not: a late payment must find it.
    ///
    /// @return false when the account is gone
    public boolean keep(Handle transaction, UUID accountId, Instant at) {
        return transaction.attach(Memberships.class).keep(accountId, at) == 1;
    }

    /// The account of our own services, which has no members and is made when it is first needed.
    public static UUID ofOurServices(Handle transaction, Instant now) {
        transaction.attach(Memberships.class).insertOurs(OUR_SERVICES, "Our services", now);
        return OUR_SERVICES;
    }

    private <T> T memberships(Function<Memberships, T> question) {
        return jdbi.withExtension(Memberships.class, question::apply);
    }
}
