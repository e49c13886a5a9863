package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Compares what the stand-in is about to say with Stripe's own types and names every difference.
public final class Judge {
    private final StripeSchemas schemas;
    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    public Judge(StripeSchemas schemas) {
        this.schemas = schemas;
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(schemas.id(), schemas.text())));
    }

    /// Empty when the object, or each object of a list, is what Stripe's types promise.
    public List<String> differences(JsonNode answer) {
        if (answer.path("object").asText().equals("list")) {
            return StreamSupport.stream(answer.path("data").spliterator(), false)
                    .flatMap(item -> differences(item).stream())
                    .toList();
        }
        return ofObject(answer);
    }

    private List<String> ofObject(JsonNode object) {
        var name = (object.path("deleted").asBoolean() ? "deleted " : "")
                + object.path("object").asText();
        if (name.equals("event")) {
            return differences(object.path("data").path("object"));
        }
        if (schemas.object(name).isEmpty()) {
            return List.of("no schema of '" + name + "'");
        }
        return compiled.computeIfAbsent(name, this::compile).validate(object.toString(), InputFormat.JSON).stream()
                .flatMap(error -> Stream.of(name + " " + error))
                .toList();
    }

    private Schema compile(String name) {
        return registry.getSchema(SchemaLocation.of(schemas.id() + "#/objects/" + name.replace(" ", "%20")));
    }
}
