package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.sota.sandbox.stripe.account.Store;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// Under one key a request is carried out once; the first answer is given again, a server error too. A request that was
/// refused before it was carried out leaves its key free.
public final class Idempotency {
    private static final String TABLE = "idempotency";
    private static final long KEPT_FOR = Duration.ofHours(24).toSeconds();
    private static final int LONGEST_KEY = 255;

    private final Store store;
    private final Time time;
    private final Turns turns;
    private final Set<String> inProgress = ConcurrentHashMap.newKeySet();

    public Idempotency(Store store, Time time, Turns turns) {
        this.store = store;
        this.time = time;
        this.turns = turns;
    }

    Answer once(ApiRequest request, ObjectNode form, Supplier<Answer> action) {
        return request.key().map(key -> once(key, request, form, action)).orElseGet(action);
    }

    private Answer once(String key, ApiRequest request, ObjectNode form, Supplier<Answer> action) {
        if (key.length() > LONGEST_KEY) {
            throw ApiError.invalid("Idempotency keys have at most %d characters.".formatted(LONGEST_KEY));
        }
        if (!inProgress.add(key)) {
            throw ApiError.conflict(
                    "idempotency_key_in_use", "There is another request in progress with the key '" + key + "'.");
        }
        try {
            var known = turns.take(() -> store.find(TABLE, key));
            return known.isPresent() ? replay(known.get(), request, form) : first(key, request, form, action);
        } finally {
            inProgress.remove(key);
        }
    }

    private Answer first(String key, ApiRequest request, ObjectNode form, Supplier<Answer> action) {
        var answer = action.get();
        if (answer.kept()) {
            turns.run(() -> keep(key, request, form, answer));
        }
        return answer;
    }

    private static Answer replay(ObjectNode kept, ApiRequest request, ObjectNode form) {
        if (!Json.is(kept, "request", line(request)) || !kept.path("form").equals(form)) {
            throw ApiError.idempotency("Keys for idempotent requests can only be used with the same endpoint and the"
                    + " same parameters they were first used with.");
        }
        return Answer.replay(kept.path("status").asInt(), Json.text(kept, "body"));
    }

    private void keep(String key, ApiRequest request, ObjectNode form, Answer answer) {
        store.all(TABLE).stream()
                .filter(old -> Json.number(old, "at") < time.now() - KEPT_FOR)
                .map(old -> Json.text(old, "key"))
                .toList()
                .forEach(old -> store.remove(TABLE, old));
        var kept = Json.object()
                .put("key", key)
                .put("request", line(request))
                .put("at", time.now())
                .put("status", answer.status())
                .put("body", answer.body());
        kept.set("form", form);
        store.put(TABLE, key, kept);
    }

    private static String line(ApiRequest request) {
        return request.method() + " " + request.path();
    }
}
