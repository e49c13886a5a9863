package tools.sota.keys;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.platform.Database;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;

/// Keys of the operator's own other services, which verify the keys of customers. They belong to an account of our own
/// and are made from a shell on the server alone.
public final class ServiceKeys {
    private static final int LONGEST_NAME = 60;

    private final Jdbi jdbi;
    private final KeyIssuer issuer;
    private final Clock clock;

    private ServiceKeys(Jdbi jdbi, KeyIssuer issuer, Clock clock) {
        this.jdbi = jdbi;
        this.issuer = issuer;
        this.clock = clock;
    }

    public static ServiceKeys of(Database database, Secrets pepper, Secrets secrets, Clock clock) {
        var jdbi = database.rows(KeyRow.class).jdbi();
        var hasher = new KeyHasher(pepper, secrets);
        return new ServiceKeys(jdbi, new KeyIssuer(jdbi, hasher, new Ids(clock), clock, account -> true), clock);
    }

    /// @return the secret, which nobody can read again
    /// @throws IllegalArgumentException when the name is none
    public String make(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("The name of a service key has 1 to " + LONGEST_NAME + " characters");
        }
        var order = new KeyIssuer.Order(
                Environment.LIVE,
                new KeySettings(name.strip(), List.of(Scope.VERIFY), List.of(), null, null, null, false));
        return jdbi.inTransaction(transaction -> {
            var account = Accounts.ofOurServices(transaction, clock.instant());
            return issuer.issue(transaction, account, null, order).secret().value();
        });
    }
}
