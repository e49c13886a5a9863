package tools.sota.sandbox.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import tools.sota.sandbox.CannotStart;

/// Ids of requests as the product shows them, `req_` and 26 Crockford characters, as the UUIDs they are in the ledger.
final class Acknowledged {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final String PREFIX = "req_";

    private Acknowledged() {}

    /// What the load generator wrote: on each line the number of a key and an id.
    static Set<UUID> read(Path file) {
        var ids = new HashSet<UUID>();
        try (var lines = Files.lines(file)) {
            lines.forEach(line -> ids.add(id(line.substring(line.indexOf(' ') + 1))));
            return ids;
        } catch (IOException e) {
            throw new CannotStart("Cannot read " + file + ": " + e, e);
        }
    }

    static UUID id(String shown) {
        if (!shown.startsWith(PREFIX)) {
            throw new IllegalArgumentException("No id of a request: " + shown);
        }
        long high = 0;
        long low = 0;
        for (int at = PREFIX.length(); at < shown.length(); at++) {
            high = high << 5 | low >>> 59;
            low = low << 5 | CROCKFORD.indexOf(shown.charAt(at));
        }
        return new UUID(high, low);
    }
}
