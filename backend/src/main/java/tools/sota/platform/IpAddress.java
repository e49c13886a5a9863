package tools.sota.platform;

import java.util.ArrayList;
import java.util.List;

/// IPv4 and IPv6 addresses as text, read strictly, without DNS and without allocating: an address is two longs, and
/// IPv4
/// is what RFC 4291 maps it to (`::ffff:a.b.c.d`), however it was written.
public final class IpAddress {
    private static final int GROUPS = 8;
    private static final int LONGEST_V4 = 15;
    private static final int LONGEST_V6 = 45;
    private static final long MAPPED = 0xffffL;

    private IpAddress() {}

    /// Exactly one spelling of IPv4 (no leading zeros) and any of RFC 4291 for IPv6, without brackets and zone.
    public static boolean isAddress(String text) {
        return text.indexOf(':') < 0 ? isV4(text, 0) : isV6(text);
    }

    /// What a server says of its peer, without the brackets and the zone it may put around IPv6.
    public static String bare(String peer) {
        int start = peer.startsWith("[") ? 1 : 0;
        int zone = peer.indexOf('%');
        int end = zone >= 0 ? zone : start > 0 && peer.endsWith("]") ? peer.length() - 1 : peer.length();
        return peer.substring(start, end);
    }

    /// The upper 64 bits of an address.
    public static long high(String address) {
        return address.indexOf(':') < 0 ? 0 : groups(address, 0);
    }

    /// The lower 64 bits of an address.
    public static long low(String address) {
        return address.indexOf(':') < 0 ? MAPPED << 32 | v4(address, 0) : groups(address, GROUPS / 2);
    }

    public static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == MAPPED;
    }

    /// The one spelling: IPv4 with dots, IPv6 as RFC 5952 writes it.
    public static String text(long high, long low) {
        if (isV4(high, low)) {
            return (low >>> 24 & 255) + "." + (low >>> 16 & 255) + '.' + (low >>> 8 & 255) + '.' + (low & 255);
        }
        var groups = new ArrayList<String>(GROUPS);
        for (int group = 0; group < GROUPS; group++) {
            long half = group < GROUPS / 2 ? high : low;
            int shift = 16 * (GROUPS / 2 - 1 - (group % (GROUPS / 2)));
            groups.add(Long.toHexString((half >>> shift) & 0xffff));
        }
        return withGap(groups);
    }

    /// The first of the longest runs of two or more zeros is left out.
    private static String withGap(List<String> groups) {
        for (int length = GROUPS; length > 1; length--) {
            for (int from = 0; from + length <= GROUPS; from++) {
                if (groups.subList(from, from + length).stream().allMatch("0"::equals)) {
                    return String.join(":", groups.subList(0, from)) + "::"
                            + String.join(":", groups.subList(from + length, GROUPS));
                }
            }
        }
        return String.join(":", groups);
    }

    private static boolean isV4(String text, int from) {
        int parts = 0;
        int at = from;
        while (parts < 4) {
            int end = endOfDigits(text, at);
            if (!isByte(text, at, end)) {
                return false;
            }
            parts++;
            at = end + 1;
            if (parts < 4 && (end >= text.length() || text.charAt(end) != '.')) {
                return false;
            }
        }
        return at - 1 == text.length() && text.length() - from <= LONGEST_V4;
    }

    private static int endOfDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isByte(String text, int from, int end) {
        int digits = end - from;
        if (digits < 1 || digits > 3 || (digits > 1 && text.charAt(from) == '0')) {
            return false;
        }
        return number(text, from, end, 10) <= 255;
    }

    private static long v4(String text, int from) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int end = endOfDigits(text, at);
            bits = bits << 8 | number(text, at, end, 10);
            at = end + 1;
        }
        return bits;
    }

    private static boolean isV6(String text) {
        if (text.length() > LONGEST_V6) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return count(text, 0, text.length(), true) == GROUPS;
        }
        int before = gap == 0 ? 0 : count(text, 0, gap, false);
        int after = gap + 2 == text.length() ? 0 : count(text, gap + 2, text.length(), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /// How many groups stand between two places; -1 when that is no list of groups. IPv4 at the end counts as two.
    private static int count(String text, int from, int to, boolean mayEndInV4) {
        int groups = 0;
        int at = from;
        while (true) {
            int end = endOfGroup(text, at, to);
            if (end < to && text.charAt(end) == '.') {
                return mayEndInV4 && isV4(text, at) ? groups + 2 : -1;
            }
            if (!isGroup(text, at, end, to)) {
                return -1;
            }
            groups++;
            if (end == to) {
                return groups;
            }
            at = end + 1;
        }
    }

    private static boolean isGroup(String text, int from, int end, int to) {
        return end > from && end - from <= 4 && (end == to || text.charAt(end) == ':');
    }

    private static int endOfGroup(String text, int from, int to) {
        int at = from;
        while (at < to && isHex(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// Four groups of a valid address, from the given one on.
    private static long groups(String text, int first) {
        int gap = text.indexOf("::");
        int after = gap < 0 || gap + 2 == text.length() ? 0 : count(text, gap + 2, text.length(), true);
        long bits = 0;
        for (int group = first; group < first + GROUPS / 2; group++) {
            bits = bits << 16 | groupOf(text, gap, after, group);
        }
        return bits;
    }

    private static long groupOf(String text, int gap, int after, int group) {
        if (gap < 0) {
            return group(text, 0, text.length(), group);
        }
        boolean isAfter = group >= GROUPS - after;
        return isAfter ? group(text, gap + 2, text.length(), group - (GROUPS - after)) : group(text, 0, gap, group);
    }

    /// The group with this number between two places; 0 behind the last.
    private static long group(String text, int from, int to, int number) {
        int at = from;
        int left = number;
        while (at < to) {
            int end = endOfGroup(text, at, to);
            if (end < to && text.charAt(end) == '.') {
                return left == 0 ? v4(text, at) >>> 16 : left == 1 ? v4(text, at) & 0xffff : 0;
            }
            if (left == 0) {
                return number(text, at, end, 16);
            }
            left--;
            at = end + 1;
        }
        return 0;
    }

    private static int number(String text, int from, int end, int base) {
        int number = 0;
        for (int at = from; at < end; at++) {
            number = number * base + Character.digit(text.charAt(at), base);
        }
        return number;
    }
}
