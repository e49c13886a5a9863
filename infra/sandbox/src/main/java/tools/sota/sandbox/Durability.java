package tools.sota.sandbox;

/// What a store of the sandbox promises about data it has acknowledged.
public enum Durability {
    /// It survives the death of the store and of the machine, as in production.
    DURABLE,
    /// It may be lost; everything is faster. For tests that do not speak of durability.
    FAST
}
