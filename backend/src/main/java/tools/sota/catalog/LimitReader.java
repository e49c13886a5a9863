package tools.sota.catalog;

import java.util.List;

/// Reads named limits.
final class LimitReader {
    /// What plans and keys call theirs, and the other words that say why a request was not charged.
    private static final List<String> TAKEN = List.of(
            "minute",
            "period",
            "key",
            "key_cap",
            "key_rate",
            "scope",
            "ip",
            "frozen",
            "revoked",
            "expired",
            "invalid",
            "upstream",
            "failed",
            "left",
            "charged");

    private LimitReader() {}

    static List<Limit> all(YamlFields fields) {
        return fields.optionalMappings("limits", LimitReader::limit);
    }

    private static Limit limit(YamlFields fields) {
        var name = fields.text("name");
        if (!name.isEmpty() && (!name.matches("[a-z][a-z0-9_]{0,39}") || TAKEN.contains(name))) {
            fields.bad("name", "must match [a-z][a-z0-9_]{0,39} and be none of " + String.join(", ", TAKEN), "");
        }
        return new Limit(name, new Rate(fields.integer("capacity", 1), fields.integer("per_minute", 1)));
    }
}
