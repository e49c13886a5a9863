package tools.sota.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import tools.sota.platform.Resources;

/// `openapi.yaml` as judge of every answer: the status must be foreseen and the body must fit its schema.
final class Contract {
    private static final String ID = "https://contract.test/openapi.json";

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    Contract() {
        try {
            document = new ObjectMapper(new YAMLFactory()).readTree(Resources.bytes("/openapi.yaml"));
        } catch (IOException e) {
            throw new AssertionError("openapi.yaml cannot be read", e);
        }
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, document.toString())));
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
        var schema = compiled.computeIfAbsent(place + "/content/" + escaped(type) + "/schema", this::compile);
        var errors = schema.validate(answer.body(), InputFormat.JSON);
        if (!errors.isEmpty()) {
            throw new AssertionError(request + " breaks the contract: " + errors + " in " + answer.body());
        }
    }

    private Schema compile(String pointer) {
        return registry.getSchema(
                SchemaLocation.of(ID + '#' + pointer.replace("{", "%7B").replace("}", "%7D")));
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
