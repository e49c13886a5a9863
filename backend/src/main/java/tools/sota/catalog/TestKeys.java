package tools.sota.catalog;

/// The small limit of test keys, whatever the plan.
public record TestKeys(int callsUntilProven, int callsPerDay, Rate rate) {}
