package tools.sota.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// Stops reading at more names and values than any request needs: each of a few bytes takes a hundred in memory.
final class BoundedParser extends JsonParserDelegate {
    private static final int MOST_FIELDS = 1_000;
    private static final int MOST_TOKENS = 250_000;

    private final AtomicInteger tokens = new AtomicInteger();

    BoundedParser(JsonParser parser) {
        super(parser);
    }

    /// @throws StreamConstraintsException with a sentence for the sender
    @Override
    public JsonToken nextToken() throws IOException {
        var token = super.nextToken();
        if (tokens.incrementAndGet() > MOST_TOKENS) {
            throw new StreamConstraintsException("A body may have " + MOST_TOKENS + " names and values.");
        }
        if (token == JsonToken.FIELD_NAME && getParsingContext().getEntryCount() > MOST_FIELDS) {
            throw new StreamConstraintsException("An object may have " + MOST_FIELDS + " fields.");
        }
        return token;
    }
}
