package tools.sota.limits;

/// What came back for one attempt, before anything was done about it.
sealed interface Reply {
    record Decided(Decision decision) implements Reply {}

    /// The key has changed since the caller read it, or Redis has lost its version.
    record OutdatedKey() implements Reply {}

    /// @param generation of the state that is doubtful; empty where there is none
    record MustLoad(String generation) implements Reply {}

    record NoAnswer(RuntimeException failure) implements Reply {}
}
