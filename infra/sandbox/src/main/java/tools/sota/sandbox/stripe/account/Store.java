package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tools.sota.sandbox.stripe.json.Json;

/// All objects, one table per kind in the order of creation. Besides Stripe's kinds there are tables of our own: a note
/// holds what the stand-in must remember of an object and the wire must not show; a setting is one per stand-in.
///
/// Not safe for concurrent use: whoever holds the account's lock may use it.
public final class Store {
    private static final String NOTES = "note";
    private static final String SETTINGS = "setting";

    private final Map<String, Map<String, ObjectNode>> tables = new LinkedHashMap<>();
    private final AtomicLong revision = new AtomicLong();

    public void put(String table, String id, ObjectNode value) {
        tables.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(id, value);
        touch();
    }

    public Optional<ObjectNode> find(String table, String id) {
        return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(id));
    }

    public void remove(String table, String id) {
        tables.getOrDefault(table, new LinkedHashMap<>()).remove(id);
        touch();
    }

    /// Oldest first.
    public List<ObjectNode> all(String table) {
        return List.copyOf(tables.getOrDefault(table, Map.of()).values());
    }

    /// The object of any of Stripe's kinds with this id.
    public Optional<ObjectNode> findAnywhere(String id) {
        return tables.entrySet().stream()
                .flatMap(table -> Optional.ofNullable(table.getValue().get(id)).stream())
                .filter(found -> found.has("object"))
                .findFirst();
    }

    public ObjectNode note(String id) {
        return own(NOTES, id);
    }

    public ObjectNode setting(String name) {
        return own(SETTINGS, name);
    }

    /// Says that an object was changed in place.
    public void touch() {
        revision.incrementAndGet();
    }

    /// Grows with every change: the state file is behind when it holds a smaller one.
    public long revision() {
        return revision.get();
    }

    /// Does something to copies of all objects and forgets what it did. Events are written once, so they are not
    /// copied.
    public <T> T rehearse(Supplier<T> action) {
        var real = new LinkedHashMap<>(tables);
        var reality = revision.get();
        tables.replaceAll((name, rows) -> {
            var copies = new LinkedHashMap<>(rows);
            if (!name.equals("event")) {
                copies.replaceAll((id, row) -> row.deepCopy());
            }
            return copies;
        });
        try {
            return action.get();
        } finally {
            tables.clear();
            tables.putAll(real);
            revision.set(reality);
        }
    }

    public ObjectNode dump() {
        var dump = Json.object();
        tables.forEach((name, rows) -> {
            var table = dump.putObject(name);
            rows.forEach(table::set);
        });
        return dump;
    }

    public void load(ObjectNode dump) {
        for (var table : dump.properties()) {
            for (var row : table.getValue().properties()) {
                put(table.getKey(), row.getKey(), (ObjectNode) row.getValue());
            }
        }
    }

    private ObjectNode own(String table, String id) {
        return tables.computeIfAbsent(table, name -> new LinkedHashMap<>()).computeIfAbsent(id, key -> Json.object());
    }
}
