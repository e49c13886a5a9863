package tools.sota.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Function;

/// The JSON body of a request, read strictly: every bad or unknown field is named, and nothing half-read gets through.
public final class Body {
    private Body() {}

    public static <T> T read(Context ctx, Function<Fields, T> reader) {
        var errors = new ArrayList<ProblemException.FieldError>();
        var fields = new Fields(object(ctx), "", errors);
        var value = reader.apply(fields);
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            var first = errors.getFirst().detail();
            var more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more in errors)";
            throw Problem.INVALID_PARAMETER
                    .because(Character.toUpperCase(first.charAt(0)) + first.substring(1) + more + ".")
                    .fields(errors);
        }
        return value;
    }

    private static JsonNode object(Context ctx) {
        var type = ctx.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE
                    .because("Send the body as JSON with Content-Type: application/json.")
                    .header("Accept-Post", "application/json");
        }
        try {
            var node = Json.read(ctx.bodyAsBytes());
            if (node == null || !node.isObject()) {
                throw Problem.MALFORMED_REQUEST.because("The body must be one JSON object.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Problem.MALFORMED_REQUEST.because("The body is not valid JSON" + place(e) + ".");
        } catch (IOException e) {
            throw Problem.MALFORMED_REQUEST.because("The body ended early. Send it again.");
        }
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
