package tools.sota.limits;

/// What one account may do in one environment now.
///
/// @param rate the bucket that every request takes a token from
/// @param calls calls of the period
public record Allowance(NamedLimit rate, long calls, Period period) {}
