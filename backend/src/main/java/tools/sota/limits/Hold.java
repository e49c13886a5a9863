package tools.sota.limits;

import java.time.Instant;
import java.util.UUID;
import tools.sota.platform.Environment;

/// Calls that are kept for a request until it is charged or ends otherwise.
///
/// @param mark tells Redis which of its states has the hold; empty for a hold that only this node has
/// @param cappedKey id of a key with a cap of its own; empty for others
public record Hold(
        UUID accountId, Environment environment, Instant periodStart, String mark, int calls, String cappedKey) {}
