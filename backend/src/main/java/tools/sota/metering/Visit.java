package tools.sota.metering;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.Key;

/// One request of a key that is known, as it is noted.
///
/// @param address from where it came; empty when nobody says
/// @param product null where none was reached
/// @param calls what it costs when it succeeds
record Visit(
        UUID requestId, Key key, String address, @Nullable String product, int calls) {}
