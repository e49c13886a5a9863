package tools.sota.usage.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.sota.platform.Json;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Reads a body of CloudEvents, one or an array of them, without building a tree of the whole.
final class EventReader {
    static final int MOST = 1_000;

    private EventReader() {}

    /// @param single whether the body is one event
    /// @throws ProblemException when the body is no JSON, or not of such objects, or too many
    static List<Received> read(byte[] body, boolean single, Function<Attributes, Received> judge) {
        try (var parser = Json.mapper().getFactory().createParser(body)) {
            var first = parser.nextToken();
            if (first != (single ? JsonToken.START_OBJECT : JsonToken.START_ARRAY)) {
                throw Problem.MALFORMED_REQUEST.because(
                        single
                                ? "The body must be one event, a JSON object. Send several as application/cloudevents-batch+json."
                                : "The body must be a JSON array of events. Send a single one as application/cloudevents+json.");
            }
            var received = single ? List.of(judge.apply(Attributes.read(parser))) : array(parser, judge);
            if (parser.nextToken() != null) {
                throw Problem.MALFORMED_REQUEST.because("Something stands behind the end of the JSON.");
            }
            return received;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Problem.MALFORMED_REQUEST.because("The body is not valid JSON"
                    + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr())
                    + ". Nothing of it was booked.");
        } catch (IOException e) {
            throw Problem.MALFORMED_REQUEST.because("The body ended early. Send it again.");
        }
    }

    private static List<Received> array(JsonParser parser, Function<Attributes, Received> judge) throws IOException {
        var received = new ArrayList<Received>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw Problem.MALFORMED_REQUEST.because("Item " + received.size() + " of the array is no JSON object.");
            }
            if (received.size() == MOST) {
                throw Problem.INVALID_PARAMETER
                        .because("A batch may have " + MOST + " events. Send the rest in further batches.")
                        .fields(List.of(new ProblemException.FieldError("", "has more than " + MOST + " events")));
            }
            received.add(judge.apply(Attributes.read(parser)));
        }
        return received;
    }
}
