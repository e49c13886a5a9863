package tools.sota.platform;

import java.util.Locale;

/// One address, or a range in CIDR notation, of IPv4 or IPv6.
///
/// @param text as it was written, in lower case
/// @param high the upper 64 bits, those beyond the prefix being zero
/// @param bits length of the prefix, counted in IPv6: that of IPv4 plus 96
public record IpRange(String text, long high, long low, int bits) {
    private static final int V4_OFFSET = 96;
    private static final int LONGEST = 128;

    /// What is wrong with a range, as the end of a sentence that begins with its name.
    public static final class NotARange extends Exception {
        private static final long serialVersionUID = 1L;

        NotARange(String complaint) {
            super(complaint, null, false, false);
        }
    }

    /// @throws NotARange when it is neither an address nor a range whose address ends where its prefix does
    public static IpRange parse(String written) throws NotARange {
        var text = written.toLowerCase(Locale.ROOT);
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!IpAddress.isAddress(address)) {
            throw new NotARange("must be an IPv4 or IPv6 address or a range, such as 203.0.113.7 or 2001:db8::/32");
        }
        boolean v4 = address.indexOf(':') < 0;
        int longest = v4 ? LONGEST - V4_OFFSET : LONGEST;
        int bits = slash < 0 ? longest : prefix(text.substring(slash + 1), longest);
        int offset = v4 ? V4_OFFSET : 0;
        var range = new IpRange(text, IpAddress.high(address), IpAddress.low(address), bits + offset);
        if (range.low() != (range.low() & lowMask(range.bits()))
                || range.high() != (range.high() & highMask(range.bits()))) {
            throw new NotARange("has an address that goes on after its first " + bits + " bits; end it with zeros");
        }
        return range;
    }

    /// A range that was parsed before it was stored.
    public static IpRange stored(String text) {
        try {
            return parse(text);
        } catch (NotARange e) {
            throw new IllegalStateException("A stored range cannot be read", e);
        }
    }

    /// A range of IPv6 holds no IPv4, however short its prefix is.
    public boolean contains(long otherHigh, long otherLow) {
        return (otherHigh & highMask(bits)) == high
                && (otherLow & lowMask(bits)) == low
                && (bits >= V4_OFFSET || !IpAddress.isV4(otherHigh, otherLow));
    }

    private static int prefix(String digits, int longest) throws NotARange {
        boolean number = digits.matches("0|[1-9]\\d{0,2}");
        if (!number || Integer.parseInt(digits) > longest) {
            throw new NotARange("must have a prefix of 0 to " + longest + " bits after the slash");
        }
        return Integer.parseInt(digits);
    }

    private static long highMask(int bits) {
        return mask(Math.min(bits, Long.SIZE));
    }

    private static long lowMask(int bits) {
        return mask(Math.max(bits - Long.SIZE, 0));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << (Long.SIZE - bits);
    }
}
