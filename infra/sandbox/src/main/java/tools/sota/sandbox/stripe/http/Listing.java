package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// A page of a list: newest first, ten at a time unless asked, continued by the id of an object seen before.
public final class Listing {
    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Listing() {}

    /// The page that a call asks for.
    ///
    /// @param objects all of the kind, oldest first: the cursor may be one that the filters leave out
    /// @param equal parameters that must equal the field of the same name when they are given
    public static ObjectNode page(Call call, List<ObjectNode> objects, String... equal) {
        return page(call, objects, object -> true, equal);
    }

    public static ObjectNode page(Call call, List<ObjectNode> objects, Predicate<ObjectNode> visible, String... equal) {
        var keep = visible.and(created(call.param("created")));
        for (var name : equal) {
            keep = keep.and(call.text(name)
                    .<Predicate<ObjectNode>>map(wanted -> object -> Json.is(object, name, wanted))
                    .orElse(object -> true));
        }
        return cut(call, objects.reversed(), keep);
    }

    public static ObjectNode of(List<ObjectNode> data, boolean hasMore, String url) {
        var list = Json.object().put("object", "list");
        var array = list.putArray("data");
        data.forEach(array::add);
        return list.put("has_more", hasMore).put("url", url);
    }

    private static ObjectNode cut(Call call, List<ObjectNode> newestFirst, Predicate<ObjectNode> keep) {
        var limit = limit(call);
        if (call.text("ending_before").isPresent()) {
            var before = newestFirst.subList(0, index(call, "ending_before", newestFirst));
            var newer = before.stream().filter(keep).toList();
            var page = newer.subList(Math.max(0, newer.size() - limit), newer.size());
            return of(page, newer.size() > limit, call.url());
        }
        var from = call.text("starting_after").isPresent() ? index(call, "starting_after", newestFirst) + 1 : 0;
        var rest = newestFirst.subList(from, newestFirst.size()).stream()
                .filter(keep)
                .toList();
        return of(rest.subList(0, Math.min(limit, rest.size())), rest.size() > limit, call.url());
    }

    private static int limit(Call call) {
        var limit = call.param("limit").asInt(USUAL);
        if (limit < 1 || limit > MOST) {
            throw ApiError.invalid(
                    "parameter_invalid_integer", "limit", "Invalid limit: must be between 1 and %d".formatted(MOST));
        }
        return limit;
    }

    private static int index(Call call, String cursor, List<ObjectNode> objects) {
        var id = Json.text(call.params(), cursor);
        for (var i = 0; i < objects.size(); i++) {
            if (Json.is(objects.get(i), "id", id)) {
                return i;
            }
        }
        throw ApiError.missing("object", id, cursor);
    }

    private static Predicate<ObjectNode> created(JsonNode range) {
        if (range.isMissingNode()) {
            return object -> true;
        }
        if (range.isNumber()) {
            return object -> Json.number(object, "created") == range.asLong();
        }
        Map<String, LongPredicate> bounds = Map.of(
                "gt", at -> at > Json.number(range, "gt"),
                "gte", at -> at >= Json.number(range, "gte"),
                "lt", at -> at < Json.number(range, "lt"),
                "lte", at -> at <= Json.number(range, "lte"));
        return object -> bounds.entrySet().stream()
                .filter(bound -> range.has(bound.getKey()))
                .allMatch(bound -> bound.getValue().test(Json.number(object, "created")));
    }
}
