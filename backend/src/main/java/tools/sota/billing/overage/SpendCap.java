package tools.sota.billing.overage;

/// How much a customer will spend on calls beyond the plan's in each month of calls.
///
/// @param amount minor units
public record SpendCap(long amount, String currency) {}
