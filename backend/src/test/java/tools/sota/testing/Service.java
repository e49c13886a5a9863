package tools.sota.testing;

import java.time.Clock;
import tools.sota.keys.ServiceKeys;
import tools.sota.platform.Database;
import tools.sota.platform.Secrets;

/// Another service of the operator's, with a service key.
public record Service(Client client) {
    public static Service of(Product product) {
        return new Service(product.client().withKey(key(product)));
    }

    /// The secret of a new service key.
    public static String key(Product product) {
        var environment = product.environment();
        try (var database = Database.open(environment.getOrDefault("DATABASE_URL", ""), 2)) {
            var pepper = new Secrets(environment.getOrDefault("KEY_PEPPER", ""));
            var secrets = new Secrets(environment.getOrDefault("SECRETS_KEY", ""));
            return ServiceKeys.of(database, pepper, secrets, Clock.systemUTC()).make("billing of maps");
        }
    }

    /// @param more fields beside the key, such as `"cost":2`; empty for none
    public Answer verify(String key, String more) {
        return client.post("/v1/keys/verify", "{\"key\":\"" + key + '"' + (more.isEmpty() ? "" : "," + more) + '}');
    }

    /// The code alone.
    public String code(String key, String more) {
        return verify(key, more).text("code");
    }
}
