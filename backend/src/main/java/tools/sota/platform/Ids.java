package tools.sota.platform;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Ids are UUIDv7 in the database and a prefix with 26 Crockford characters outside; both sort by time.
public final class Ids {
    private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private final TimeBasedEpochRandomGenerator generator;

    public Ids(Clock clock) {
        generator = Generators.timeBasedEpochRandomGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    public UUID next() {
        return generator.generate();
    }

    /// An id that sorts where its time belongs, for what happened before we heard of it.
    public UUID at(Instant time) {
        var random = next();
        long high = (time.toEpochMilli() << 16) | (random.getMostSignificantBits() & 0xffff);
        return new UUID(high, random.getLeastSignificantBits());
    }

    /// `key_01jd…`: the prefix, an underscore and the id's 128 bits, most significant first.
    public static String show(String prefix, UUID id) {
        var shown = new char[LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int at = LENGTH - 1; at >= 0; at--) {
            shown[at] = CROCKFORD.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return prefix + '_' + new String(shown);
    }

    /// The id behind what {@link #show} printed; empty for anything else.
    public static Optional<UUID> parse(String prefix, String shown) {
        int start = prefix.length() + 1;
        if (shown.length() != start + LENGTH || !shown.startsWith(prefix + '_') || shown.charAt(start) > '7') {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int at = start; at < shown.length(); at++) {
            int value = CROCKFORD.indexOf(shown.charAt(at));
            if (value < 0) {
                return Optional.empty();
            }
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | value;
        }
        return Optional.of(new UUID(high, low));
    }
}
