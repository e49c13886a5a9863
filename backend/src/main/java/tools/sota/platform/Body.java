package tools.sota.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The JSON body of a request, read strictly: every bad or unknown field is named, and nothing half-read gets through.
public final class Body {
    /// The largest body that is read from a caller who may be anybody, in bytes.
    static final int LARGEST_OF_STRANGERS = 16_384;

    private Body() {}

    public static <T> T read(Context ctx, Function<Fields, T> reader) {
        Query.of(ctx);
        var complaints = new Complaints();
        var fields = new Fields(object(ctx), "", complaints);
        var value = reader.apply(fields);
        fields.refuseUnknown();
        if (!complaints.isEmpty()) {
            throw Problem.INVALID_PARAMETER.because(complaints.sentence()).fields(complaints.errors());
        }
        return value;
    }

    /// The body as it came.
    ///
    /// @throws ProblemException `payload_too_large` when it is more than such a caller may send
    static byte[] bytes(Context ctx) {
        boolean unknown = ctx.routeRoles().contains(Access.PUBLIC);
        if (unknown && ctx.req().getContentLengthLong() > LARGEST_OF_STRANGERS) {
            throw tooLarge();
        }
        var bytes = ctx.bodyAsBytes();
        if (unknown && bytes.length > LARGEST_OF_STRANGERS) {
            throw tooLarge();
        }
        return bytes;
    }

    private static ProblemException tooLarge() {
        return Problem.PAYLOAD_TOO_LARGE
                .because("Without a key or a session a body may have " + LARGEST_OF_STRANGERS + " bytes.")
                .with("max_bytes", LARGEST_OF_STRANGERS);
    }

    private static JsonNode object(Context ctx) {
        if (!isJson(ctx.contentType())) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE
                    .because("Send the body as JSON with Content-Type: application/json.")
                    .header("Accept-Post", "application/json");
        }
        try {
            var node = Json.read(bytes(ctx));
            if (node == null || !node.isObject()) {
                throw Problem.MALFORMED_REQUEST.because("The body must be one JSON object.");
            }
            return node;
        } catch (StreamConstraintsException e) {
            throw Problem.MALFORMED_REQUEST.because(
                    "The body is nested too deeply, or has too many or too long names and"
                            + " values. Send the work in several requests.");
        } catch (JsonProcessingException e) {
            throw Problem.MALFORMED_REQUEST.because("The body is not valid JSON" + place(e) + ".");
        } catch (IOException e) {
            throw Problem.MALFORMED_REQUEST.because("The body ended early. Send it again.");
        }
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
