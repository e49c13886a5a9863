package tools.sota.usage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.Hold;
import tools.sota.platform.Environment;
import tools.sota.platform.KeptAnswer;

/// Entries as bytes of the journal. The first byte is the form, so that a newer server reads what an older one left.
final class EntryCodec {
    private static final int FORM = 1;
    private static final int USUAL = 160;
    private static final UUID NONE = new UUID(0, 0);

    private EntryCodec() {}

    static byte[] write(Entry entry) {
        var bytes = new ByteArrayOutputStream(USUAL);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            write(out, entry.charge());
            write(out, entry.hold());
            write(out, entry.answer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalStateException for a form that this server does not know
    static Entry read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int form = in.readByte();
            if (form != FORM) {
                throw new IllegalStateException(
                        "The journal has an entry of form " + form + ", written by a newer server");
            }
            var charge = readCharge(in);
            return new Entry(charge, readHold(in, charge), readAnswer(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Charge charge) throws IOException {
        write(out, charge.id());
        write(out, charge.accountId());
        write(out, charge.keyId());
        out.writeBoolean(charge.environment() == Environment.LIVE);
        out.writeUTF(charge.product());
        out.writeInt(charge.calls());
        out.writeShort(charge.status());
        out.writeLong(charge.periodStart().toEpochMilli());
        write(out, charge.lookAlike() == null ? NONE : charge.lookAlike());
    }

    private static Charge readCharge(DataInputStream in) throws IOException {
        var id = readId(in);
        var account = readId(in);
        var key = readId(in);
        var environment = in.readBoolean() ? Environment.LIVE : Environment.TEST;
        var product = in.readUTF();
        int calls = in.readInt();
        int status = in.readShort();
        var period = Instant.ofEpochMilli(in.readLong());
        var like = readId(in);
        return new Charge(
                id, account, environment, key, product, calls, status, period, like.equals(NONE) ? null : like);
    }

    private static void write(DataOutputStream out, Hold hold) throws IOException {
        out.writeUTF(hold.mark());
        out.writeInt(hold.calls());
        out.writeBoolean(!hold.cappedKey().isEmpty());
    }

    private static Hold readHold(DataInputStream in, Charge charge) throws IOException {
        var mark = in.readUTF();
        int calls = in.readInt();
        var capped = in.readBoolean() ? charge.keyId().toString() : "";
        return new Hold(charge.accountId(), charge.environment(), charge.periodStart(), mark, calls, capped);
    }

    private static void write(DataOutputStream out, @Nullable KeptAnswer answer) throws IOException {
        out.writeBoolean(answer != null);
        if (answer != null) {
            write(out, answer.claim());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, answer.claimedAt()));
            out.writeBoolean(answer.sealed() != null);
            if (answer.sealed() != null) {
                write(out, answer.sealed());
            }
        }
    }

    private static @Nullable KeptAnswer readAnswer(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        var claim = readBytes(in);
        var at = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        return new KeptAnswer(claim, at, in.readBoolean() ? readBytes(in) : null);
    }

    private static void write(DataOutputStream out, UUID id) throws IOException {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static UUID readId(DataInputStream in) throws IOException {
        return new UUID(in.readLong(), in.readLong());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
