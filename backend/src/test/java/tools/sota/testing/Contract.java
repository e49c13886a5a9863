package tools.sota.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.sota.platform.Resources;

/// `openapi.yaml` as judge of every answer: the status must be foreseen and the body must fit its schema.
final class Contract {
    private static final String ID = "https://contract.test/openapi.json";

    private final JsonNode document;
    private final Validator validator;

    Contract() {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(Resources.bytes("/openapi.yaml"));
        } catch (IOException e) {
            throw new AssertionError("openapi.yaml cannot be read", e);
        }
        validator = new ValidatorFactory()
                .withJsonNodeFactory(new JacksonNode.Factory())
                .withDisabledSchemaValidation(true)
                .createValidator();
        validator.registerSchema(URI.create(ID), withoutBraces(document.toString()));
    }

    void judge(String method, String path, Answer answer) {
        var template = template(path.replaceAll("\\?.*", ""), method);
        if (template.isEmpty()) {
            return;
        }
        var operation = "/paths/" + escaped(template.get()) + '/' + method;
        var responses = document.at(operation + "/responses");
        var exact = Integer.toString(answer.status());
        var range = exact.charAt(0) + "XX";
        var status = responses.has(exact) ? exact : responses.has(range) ? range : "default";
        if (!responses.has(status) || (status.equals("default") && answer.status() < 400)) {
            throw new AssertionError(
                    method + ' ' + path + " answered " + answer.status() + ", which openapi.yaml does not foresee");
        }
        judgeBody(method + ' ' + path, operation + "/responses/" + status, answer);
    }

    private void judgeBody(String request, String response, Answer answer) {
        var declared = document.at(response);
        var place = declared.has("$ref") ? declared.get("$ref").asText().substring(1) : response;
        var content = document.at(place + "/content");
        if (content.isMissingNode()) {
            return;
        }
        var type = content.fieldNames().next();
        if (!answer.header("Content-Type").startsWith(type)) {
            throw new AssertionError(request + " answered " + answer.header("Content-Type") + " instead of " + type);
        }
        var schema = uri(place + "/content/" + escaped(type) + "/schema");
        var errors = validator.validate(schema, answer.body()).getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
        if (!errors.isEmpty()) {
            throw new AssertionError(request + " breaks the contract: " + errors + " in " + answer.body());
        }
    }

    private static URI uri(String pointer) {
        return URI.create(ID + '#' + withoutBraces(pointer));
    }

    /// Paths with `{id}` could not be part of an address.
    private static String withoutBraces(String text) {
        return text.replaceAll("\\{([a-z_]+)}", ":$1");
    }

    private Optional<String> template(String path, String method) {
        Iterable<String> templates = () -> document.get("paths").fieldNames();
        return StreamSupport.stream(templates.spliterator(), false)
                .filter(template -> path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+")))
                .filter(template -> document.get("paths").get(template).has(method))
                .min((one, other) -> Boolean.compare(one.contains("{"), other.contains("{")));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
