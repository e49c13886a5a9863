package tools.sota.usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows of the ledger in PostgreSQL's binary COPY format, which neither side has to parse.
///
/// [Format](https://www.postgresql.org/docs/15/sql-copy.html): a signature, then per row the number of fields and each
/// as
/// length and bytes; times are microseconds since 2000.
final class LedgerCopy {
    private static final String COPY = """
            copy usage_event (id, account_id, environment, key_id, product, calls, status, at, period_start, look_alike)
            from stdin with (format binary)
            """;
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long EPOCH_2000 = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final short FIELDS = 10;
    private static final int BUFFER = 64_000;
    private static final int LONGEST = 1_000;

    private LedgerCopy() {}

    /// @throws IllegalStateException when the rows are refused; its cause says why
    static void write(Handle transaction, List<Charge> charges) {
        try {
            var copy = transaction
                    .getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY);
            var out = ByteBuffer.allocate(BUFFER);
            out.put(SIGNATURE);
            for (var charge : charges) {
                if (out.remaining() < LONGEST) {
                    copy.writeToCopy(out.array(), 0, out.position());
                    out.clear();
                }
                row(out, charge);
            }
            out.putShort((short) -1);
            copy.writeToCopy(out.array(), 0, out.position());
            copy.endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("Rows of the ledger cannot be copied: " + e.getMessage(), e);
        }
    }

    private static void row(ByteBuffer out, Charge charge) {
        out.putShort(FIELDS);
        put(out, charge.id());
        put(out, charge.accountId());
        put(out, charge.environment().code());
        put(out, charge.keyId());
        put(out, charge.product());
        out.putInt(Integer.BYTES).putInt(charge.calls());
        out.putInt(Short.BYTES).putShort((short) charge.status());
        put(out, charge.at());
        put(out, charge.periodStart());
        put(out, charge.lookAlike());
    }

    private static void put(ByteBuffer out, @Nullable UUID id) {
        if (id == null) {
            out.putInt(-1);
        } else {
            out.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }
    }

    private static void put(ByteBuffer out, String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    private static void put(ByteBuffer out, Instant at) {
        out.putInt(Long.BYTES).putLong((at.toEpochMilli() - EPOCH_2000) * 1_000);
    }
}
