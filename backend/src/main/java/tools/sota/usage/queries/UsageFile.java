package tools.sota.usage.queries;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.sota.platform.Ids;
import tools.sota.platform.Json;

/// Writes all rows of a filter as CSV, page by page, so that memory stays the same however many there are.
final class UsageFile {
    private static final int PAGE = 5_000;
    private static final UUID LAST = new UUID(-1, -1);

    private final UsageRecords records;

    UsageFile(UsageRecords records) {
        this.records = records;
    }

    /// @throws IOException when the reader has gone
    void write(UsageRecords.Filter filter, OutputStream out) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Csv.line(
                writer,
                "request_id",
                "at",
                "environment",
                "key_id",
                "key_name",
                "product",
                "calls",
                "status",
                "look_alike");
        var before = LAST;
        List<RecordRows.Row> page;
        do {
            page = records.page(filter, before, PAGE);
            for (var row : page) {
                line(writer, row);
            }
            before = page.isEmpty() ? before : page.getLast().id();
            writer.flush();
        } while (page.size() == PAGE);
    }

    private static void line(BufferedWriter writer, RecordRows.Row row) throws IOException {
        Csv.line(
                writer,
                Ids.show("req", row.id()),
                Json.time(row.at()),
                row.environment(),
                Ids.show("key", row.keyId()),
                row.keyName() == null ? "" : row.keyName(),
                row.product(),
                row.calls(),
                row.status(),
                row.lookAlike() == null ? "" : Ids.show("req", row.lookAlike()));
    }
}
