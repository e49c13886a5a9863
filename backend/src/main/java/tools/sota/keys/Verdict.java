package tools.sota.keys;

/// What a presented key turned out to be.
public sealed interface Verdict {
    record Valid(Key key) implements Verdict {}

    /// The checksum is wrong; no store was asked.
    record Malformed() implements Verdict {}

    record Unknown() implements Verdict {}

    record Revoked(Key key) implements Verdict {}

    record Expired(Key key) implements Verdict {}

    /// Refused until somebody unfreezes it; {@link Key#frozenBy} says why.
    record Frozen(Key key) implements Verdict {}

    /// It holds, but not from where it was used.
    record ForbiddenIp(Key key, String address) implements Verdict {}
}
