package tools.sota.usage;

import org.jspecify.annotations.Nullable;
import tools.sota.limits.Hold;
import tools.sota.platform.KeptAnswer;

/// A charge as the journal has it.
///
/// @param hold ends when the charge has reached PostgreSQL
/// @param answer for whoever repeats the request with its Idempotency-Key
public record Entry(Charge charge, Hold hold, @Nullable KeptAnswer answer) {}
