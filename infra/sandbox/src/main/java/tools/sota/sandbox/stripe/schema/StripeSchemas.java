package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.sota.sandbox.stripe.json.Json;

/// The schemas that the build generated from Stripe's official types for one API version.
public final class StripeSchemas {
    private static final String RESOURCE = "/stripe.schema.json";

    private final String text;
    private final JsonNode document;

    private StripeSchemas(String text) {
        this.text = text;
        this.document = Json.parse(text);
    }

    /// The schemas never change while a program runs, so all stand-ins in it share them.
    private static final class Shared {
        static final StripeSchemas SCHEMAS = read();
        static final Judge JUDGE = new Judge(SCHEMAS);
    }

    public static StripeSchemas load() {
        return Shared.SCHEMAS;
    }

    public Judge judge() {
        return Shared.JUDGE;
    }

    private static StripeSchemas read() {
        try (InputStream in = StripeSchemas.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("No " + RESOURCE + " on the class path: the build generates it");
            }
            return new StripeSchemas(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String apiVersion() {
        return document.path("apiVersion").asText();
    }

    /// The schema of the object whose `object` field has this value; `deleted-customer` is what is left of a customer.
    public Optional<JsonNode> object(String name) {
        return Optional.ofNullable(document.path("objects").get(name)).map(this::resolve);
    }

    public JsonNode params(String typeName) {
        var schema = document.path("params").get(typeName);
        if (schema == null) {
            throw new IllegalStateException("roots.json names no params " + typeName);
        }
        return resolve(schema);
    }

    /// Follows `$ref`; any other schema is returned as it is.
    public JsonNode resolve(JsonNode schema) {
        var reference = schema.get("$ref");
        return reference == null ? schema : document.at(reference.asText().substring(1));
    }

    String text() {
        return text;
    }

    String id() {
        return document.path("$id").asText();
    }
}
