package tools.sota.metering;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.Scope;
import tools.sota.platform.Fields;
import tools.sota.platform.Idempotency;

/// What a service asks about a key that somebody showed to it.
///
/// @param key the secret, which must not be printed
/// @param cost in calls; 0 to look only
/// @param resource what the key is to be used for
/// @param ip from where it was shown; empty when the service does not say
/// @param tags of the service's own
record VerifyRequest(
        String key,
        int cost,
        @Nullable String idempotencyKey,
        @Nullable String resource,
        String ip,
        List<String> tags) {
    private static final int LONGEST_KEY = 500;
    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 100;

    static VerifyRequest read(Fields fields) {
        return new VerifyRequest(
                fields.text("key", 1, LONGEST_KEY).strip(),
                Objects.requireNonNullElse(fields.optionalInteger("cost", 0, MOST_CALLS), 1),
                idempotencyKey(fields),
                fields.optionalText("resource", LONGEST_TAG),
                Objects.requireNonNullElse(fields.optionalText("ip", LONGEST_TAG), ""),
                Objects.requireNonNullElse(fields.optionalTexts("tags", 0, MOST_TAGS, LONGEST_TAG), List.of()));
    }

    /// A resource that is called like a scope needs that scope; everything else is a tool.
    Scope scope() {
        return resource == null
                ? Scope.TOOLS
                : Scope.parse(resource).filter(scope -> scope != Scope.VERIFY).orElse(Scope.TOOLS);
    }

    /// What the ledger's row names: a product of the catalog, so that what others ask for cannot fill its sums.
    String product(Set<String> products) {
        return resource != null && products.contains(resource) ? resource : "verify";
    }

    @Override
    public String toString() {
        return "VerifyRequest[…]";
    }

    private static @Nullable String idempotencyKey(Fields fields) {
        var key = fields.optionalText("idempotency_key", 255);
        return key == null || Idempotency.isKey(key)
                ? key
                : fields.bad("idempotency_key", "must have 1 to 255 printable characters", null);
    }
}
