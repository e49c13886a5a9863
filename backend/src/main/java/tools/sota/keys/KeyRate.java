package tools.sota.keys;

/// A token bucket of one key.
///
/// @param burst requests at once
/// @param perMinute further ones, evenly
public record KeyRate(int burst, int perMinute) {}
