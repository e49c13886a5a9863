package tools.sota.billing.truth;

/// One thing that can be compared.
///
/// @param kind such as `subscription_status`; what a thing has beside its being there is named after it
/// @param subject whose
/// @param value as text; times are whole seconds
public record Fact(String kind, String subject, String value) {
    /// Under which both sides must say the same.
    record Key(String kind, String subject) implements Comparable<Key> {
        /// The thing that a fact is about, so that a missing one is named once and not by each thing it lacks.
        boolean isOf(Key other) {
            return subject.equals(other.subject) && kind.startsWith(other.kind + '_');
        }

        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? subject.compareTo(other.subject) : byKind;
        }
    }

    Key key() {
        return new Key(kind, subject);
    }
}
