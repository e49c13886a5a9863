package tools.sota.keys;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Redis;
import tools.sota.platform.Secrets;

/// The parts of the feature that others use.
public record KeysFeature(KeysApi api, KeyIssuer issuer, KeyCredentials credentials, KeyVersions versions) {
    /// Everything keys stand on.
    ///
    /// @param mayHoldLiveKeys whether an account has proved an address or paid an invoice
    public record Needs(
            Database database,
            Redis redis,
            Secrets pepper,
            Secrets secrets,
            Ids ids,
            Clock clock,
            Predicate<UUID> mayHoldLiveKeys) {}

    public static KeysFeature create(Needs needs) {
        Jdbi jdbi = needs.database().rows(KeyRow.class, Keys.Unpublished.class).jdbi();
        var hasher = new KeyHasher(needs.pepper(), needs.secrets());
        var versions = new KeyVersions(jdbi, needs.redis());
        var issuer = new KeyIssuer(jdbi, hasher, needs.ids(), needs.clock(), needs.mayHoldLiveKeys());
        var verifier = new KeyVerifier(jdbi, hasher, needs.clock());
        var api = new KeysApi(jdbi, issuer, versions, hasher, new Pages(needs.secrets()), needs.clock());
        return new KeysFeature(api, issuer, new KeyCredentials(verifier), versions);
    }
}
