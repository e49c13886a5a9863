package tools.sota.limits;

import java.time.Instant;

/// Calls of a period that count as used although they were made before it.
record TakenCalls(Instant periodStart, long calls) {}
