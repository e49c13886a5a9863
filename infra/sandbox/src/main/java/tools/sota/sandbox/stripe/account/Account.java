package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.schema.Blanks;

/// The account behind the API: makes, finds and changes objects, and announces each change as an event.
public final class Account {
    private final Store store;
    private final Time time;
    private final Blanks blanks;
    private final Announcer announcer;

    public Account(Store store, Time time, Blanks blanks, Announcer announcer) {
        this.store = store;
        this.time = time;
        this.blanks = blanks;
        this.announcer = announcer;
    }

    public long now() {
        return time.now();
    }

    /// A new object in Stripe's shape with an id and its time of creation; it is not stored yet.
    public ObjectNode blank(String object) {
        var made = bare(object);
        made.put("id", Ids.of(object));
        if (blanks.has(object, "created")) {
            made.put("created", now());
        }
        return made;
    }

    /// The shape alone, for an object that takes its identity from another.
    public ObjectNode bare(String object) {
        return blanks.of(object);
    }

    public void store(ObjectNode object) {
        store.put(Json.text(object, "object"), Json.text(object, "id"), object);
    }

    public void announce(String event, ObjectNode object) {
        announcer.announce(event, object, Json.object());
    }

    /// Changes an object and, if anything is different afterwards, announces that with the former values.
    public void change(ObjectNode object, String event, Consumer<ObjectNode> change) {
        var before = object.deepCopy();
        change.accept(object);
        var former = Former.values(before, object);
        if (!former.isEmpty()) {
            store.touch();
            announcer.announce(event, object, former);
        }
    }

    /// Changes an object without telling anybody.
    public void edit(ObjectNode object, Consumer<ObjectNode> change) {
        change.accept(object);
        store.touch();
    }

    public List<ObjectNode> all(String object) {
        return store.all(object);
    }

    public Optional<ObjectNode> find(String object, String id) {
        return store.find(object, id);
    }

    public Optional<ObjectNode> findAnywhere(String id) {
        return store.findAnywhere(id);
    }

    /// What an action would answer. Nothing that it does remains, and nobody is told.
    public <T> T rehearse(Supplier<T> action) {
        return store.rehearse(action);
    }

    /// Does something as if it were that moment.
    public <T> T at(long moment, Supplier<T> action) {
        return time.at(moment, action);
    }

    /// The object that a parameter names, or Stripe's answer when there is none: 404 for the path's id, else 400.
    public ObjectNode require(String object, String id, String param) {
        return find(object, id).orElseThrow(() -> ApiError.missing(object, id, param));
    }

    public void remove(ObjectNode object) {
        store.remove(Json.text(object, "object"), Json.text(object, "id"));
    }

    /// Keeps what is left of a deleted object, for whoever asks for it by its id.
    public void bury(ObjectNode rest) {
        store.put("deleted " + Json.text(rest, "object"), Json.text(rest, "id"), rest);
    }

    /// A value in the full shape of the field it is meant for.
    public JsonNode shaped(String object, String field, JsonNode value) {
        return blanks.complete(object, field, value);
    }

    /// What the stand-in remembers of an object and does not show.
    public ObjectNode note(ObjectNode object) {
        return note(Json.text(object, "id"));
    }

    public ObjectNode note(String id) {
        store.touch();
        return store.note(id);
    }

    public ObjectNode setting(String name) {
        store.touch();
        return store.setting(name);
    }

    /// Takes the named parameters that were sent over into the fields of the same name. A cleared one becomes null,
    /// metadata is merged, everything else replaces what was there.
    public void assign(ObjectNode object, JsonNode params, String... fields) {
        for (var field : fields) {
            if (params.has(field)) {
                object.set(field, value(object, field, params.path(field)));
            }
        }
    }

    private JsonNode value(ObjectNode object, String field, JsonNode given) {
        if (field.equals("metadata")) {
            return Metadata.merged(object.path(field), given);
        }
        return given.isNull() ? NullNode.instance : blanks.complete(Json.text(object, "object"), field, given);
    }
}
