package tools.sota.accounts;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Database;

/// Our own people: users who may also do what `Access.STAFF` stands beside. Made by a command on the server alone, so
/// that nothing that comes over the network can make one.
public final class Staff {
    private final Jdbi jdbi;
    private final Clock clock;

    public Staff(Database database, Clock clock) {
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    /// @return false when nobody has proved this address
    public boolean add(String email) {
        return jdbi.withExtension(
                StaffRows.class,
                rows -> rows.proven(email)
                        .map(user -> rows.add(user, clock.instant()) >= 0)
                        .orElse(false));
    }

    /// @return false when nobody of this address was one
    public boolean remove(String email) {
        return jdbi.withExtension(
                StaffRows.class,
                rows -> rows.proven(email).map(user -> rows.remove(user) == 1).orElse(false));
    }

    /// Their addresses: whom to write about trouble.
    public List<String> emails() {
        return jdbi.withExtension(StaffRows.class, StaffRows::emails);
    }
}
