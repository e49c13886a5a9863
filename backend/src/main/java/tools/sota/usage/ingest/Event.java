package tools.sota.usage.ingest;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import tools.sota.platform.Digests;
import tools.sota.platform.Environment;

/// One event that may be booked.
///
/// @param digest stands for environment, source and id: what makes an event of an account unique
public record Event(String source, String id, String meter, Instant at, BigDecimal value, UUID digest) {
    private static final int RANDOM_BITS_OF_HIGH = 0xfff;
    private static final long VERSION_7 = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    static UUID digest(Environment environment, String source, String id) {
        var name = environment.code() + '\0' + source + '\0' + id;
        var digest = ByteBuffer.wrap(Digests.sha256(name.getBytes(StandardCharsets.UTF_8)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    /// A UUIDv7 of the event's own time; its random bits are those of the digest.
    UUID row() {
        return new UUID(
                (at.toEpochMilli() << 16) | VERSION_7 | (digest.getMostSignificantBits() & RANDOM_BITS_OF_HIGH),
                VARIANT | (digest.getLeastSignificantBits() >>> 2));
    }
}
