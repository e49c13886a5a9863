package tools.sota.usage.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/// Writes rows of events by COPY, the quickest way into PostgreSQL.
final class EventCopy {
    private static final String COPY = """
            copy meter_event (id, account_id, environment, meter, key_id, source, event_id, value, at, received_at)
            from stdin
            """;
    private static final int USUAL_LINE = 300;

    private EventCopy() {}

    static void write(Handle transaction, Ingest.Sender sender, List<Event> events, Instant now) {
        var text = new StringBuilder(events.size() * USUAL_LINE);
        var before = "\t" + sender.accountId() + '\t' + sender.environment().code() + '\t';
        var key = "\t" + sender.keyId() + '\t';
        var after = "\t" + now + '\n';
        for (var event : events) {
            text.append(event.row()).append(before).append(event.meter()).append(key);
            escape(text, event.source()).append('\t');
            escape(text, event.id()).append('\t');
            text.append(event.value().toPlainString()).append('\t');
            text.append(event.at()).append(after);
        }
        try {
            transaction
                    .getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("Events cannot be copied: " + e.getMessage(), e);
        }
    }

    private static StringBuilder escape(StringBuilder text, String word) {
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return text;
    }
}
