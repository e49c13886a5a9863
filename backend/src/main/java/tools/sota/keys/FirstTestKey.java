package tools.sota.keys;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.FirstKey;
import tools.sota.platform.Environment;

/// The test key that every new account starts with.
public record FirstTestKey(KeyIssuer issuer) implements FirstKey {
    @Override
    public Issued issue(Handle transaction, UUID accountId, UUID userId) {
        var settings = KeySettings.of("First test key", List.of(Scope.TOOLS, Scope.USAGE_READ));
        var order = new KeyIssuer.Order(Environment.TEST, settings);
        var issued = issuer.issue(transaction, accountId, userId, order);
        return new Issued(issued.key().id(), issued.secret().value());
    }
}
