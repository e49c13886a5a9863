package tools.sota.site;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of an answer, asked for with `Range: bytes=…` (RFC 9110, section 14).
///
/// @param from first byte, from 0
/// @param to the byte after the last; not above `from` when nothing of what was asked for exists
record ByteRange(int from, int to) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

    /// Null when the whole is to be sent: several ranges, other units and nonsense may be ignored.
    static @Nullable ByteRange of(@Nullable String header, int length) {
        var range = ONE_RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return null;
        }
        var first = range.group(1);
        var last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? null : new ByteRange(length - (int) Math.min(length, Long.parseLong(last)), length);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? length : Long.parseLong(last) + 1;
        return to <= from && !last.isEmpty()
                ? null
                : new ByteRange((int) Math.min(from, length), (int) Math.min(to, length));
    }

    boolean isEmpty() {
        return to <= from;
    }

    /// Value of `Content-Range`.
    String shown(int length) {
        return isEmpty() ? "bytes */" + length : "bytes " + from + '-' + (to - 1) + '/' + length;
    }
}
