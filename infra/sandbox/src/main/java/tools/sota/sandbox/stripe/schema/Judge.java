package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/// Compares what the stand-in is about to say with Stripe's own types and names every difference.
public final class Judge {
    private final StripeSchemas schemas;
    private final Validator validator;

    public Judge(StripeSchemas schemas) {
        this.schemas = schemas;
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .withDisabledSchemaValidation(true)
                .createValidator();
        validator.registerSchema(URI.create(schemas.id()), schemas.text());
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
        var name = (object.path("deleted").asBoolean() ? "deleted-" : "")
                + object.path("object").asText();
        if (name.equals("event")) {
            return differences(object.path("data").path("object"));
        }
        if (schemas.object(name).isEmpty()) {
            return List.of("no schema of '" + name + "'");
        }
        var schema = URI.create(schemas.id() + "#/objects/" + name);
        return validator.validate(schema, object).getErrors().stream()
                .map(error -> name + ' ' + error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }
}
