package tools.sota.billing.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Two that should say the same and did not.
///
/// @param expected null when the thing should not be there
/// @param found null when it was not there
public record Drift(
        UUID accountId,
        String kind,
        String subject,
        @Nullable String expected,
        @Nullable String found,
        boolean healed) {
    private static final String THERE = "there";

    static List<Drift> between(UUID account, List<Fact> right, List<Fact> ours, boolean healed) {
        var expected = byKey(right);
        var found = byKey(ours);
        var keys = new TreeSet<>(expected.keySet());
        keys.addAll(found.keySet());
        var whole = new ArrayList<Fact.Key>();
        var drifts = new ArrayList<Drift>();
        for (var key : keys) {
            var should = expected.get(key);
            var is = found.get(key);
            if (Objects.equals(should, is) || whole.stream().anyMatch(key::isOf)) {
                continue;
            }
            if (THERE.equals(should) || THERE.equals(is)) {
                whole.add(key);
            }
            drifts.add(new Drift(account, key.kind(), key.subject(), should, is, healed));
        }
        return drifts;
    }

    private static Map<Fact.Key, String> byKey(List<Fact> facts) {
        return facts.stream().collect(Collectors.toMap(Fact::key, Fact::value, (one, other) -> one, TreeMap::new));
    }

    boolean isSame(Drift other) {
        return kind.equals(other.kind) && subject.equals(other.subject);
    }
}
