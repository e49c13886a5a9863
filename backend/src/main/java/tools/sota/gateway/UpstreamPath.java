package tools.sota.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// The path that an upstream is asked for: its own, then what followed `/v1/{product}`, as it was written. Steps with
/// dots are taken here and never leave the product; what an upstream might take for such a step later is refused.
final class UpstreamPath {
    private static final int MOST_DECODINGS = 3;
    private static final String DOUBTFUL = "%\\;";

    private UpstreamPath() {}

    /// @param base without a slash at its end
    /// @param rest of the request's raw path; empty, or beginning with a slash
    /// @throws ProblemException when it leaves the product, or might
    static String of(String base, String rest) {
        if (isPlain(rest)) {
            return rest.isEmpty() && base.isEmpty() ? "/" : base + rest;
        }
        Deque<String> segments = new ArrayDeque<>();
        var written = rest.substring(1).split("/", -1);
        for (var segment : written) {
            walk(segments, segment);
        }
        if (isStep(written[written.length - 1])) {
            segments.addLast("");
        }
        if (segments.size() > 1 && segments.getFirst().isEmpty()) {
            throw refused("begins with two slashes");
        }
        return base + '/' + String.join("/", segments);
    }

    private static void walk(Deque<String> segments, String segment) {
        if (!isStep(segment)) {
            segments.addLast(checked(segment));
        } else if (segment.equals("..") && segments.pollLast() == null) {
            throw refused("leaves the product");
        }
    }

    private static boolean isStep(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    /// The usual path: nothing in it needs a second look.
    private static boolean isPlain(String rest) {
        char before = ' ';
        for (int at = 0; at < rest.length(); at++) {
            char c = rest.charAt(at);
            if (DOUBTFUL.indexOf(c) >= 0 || c >= 0x7f || (before == '/' && (c == '.' || c == '/'))) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /// A segment stays as it is when it is no step, however often somebody decodes it.
    private static String checked(String segment) {
        var decoded = segment;
        for (int times = 0; times < MOST_DECODINGS; times++) {
            refuseSteps(decoded);
            var next = decoded(decoded, times);
            if (next.equals(decoded)) {
                return segment;
            }
            decoded = next;
        }
        throw refused("is encoded again and again");
    }

    private static void refuseSteps(String decoded) {
        for (var part : decoded.split("[/\\\\]", -1)) {
            var name = part.replaceFirst(";.*", "");
            if (isStep(name)) {
                throw refused("hides a step up");
            }
        }
        if (decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            throw refused("has control characters");
        }
    }

    /// What does not decode is refused at first; later it is only a name with a percent sign.
    private static String decoded(String text, int times) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            if (times == 0) {
                throw refused("has a percent sign that encodes nothing");
            }
            return text;
        }
    }

    private static ProblemException refused(String why) {
        return Problem.MALFORMED_REQUEST.because("The path of the address " + why + ". Write it out plainly.");
    }
}
