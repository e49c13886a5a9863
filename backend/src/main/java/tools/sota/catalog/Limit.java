package tools.sota.catalog;

/// A bucket of its own beside the plan's, for one product or operation.
///
/// @param name by which it is shown to callers, and changed for one account
public record Limit(String name, Rate rate) {}
