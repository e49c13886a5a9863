package tools.sota.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Resources;

/// Reads the `upstream` of a product. Where requests are forwarded to comes from here alone, never from a request.
final class UpstreamReader {
    private static final int MOST_CALLS = 1_000_000;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int LONGEST_CONNECT = 60_000;
    private static final int LONGEST_WAIT = 3_600_000;
    private static final long LARGEST_REQUEST = 1_000_000_000_000L;
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final String HEADER = "[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}";
    private static final String HEADER_VALUE = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?";
    private static final Pattern ADDRESS = Pattern.compile("(?m)^  /v1/([a-z0-9_-]+)");
    /// What the gateway or HTTP itself writes.
    private static final Set<String> NOT_TO_ADD = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "keep-alive",
            "request-id",
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host");

    private UpstreamReader() {}

    static Upstream read(YamlFields fields) {
        int calls = Math.toIntExact(number(fields, "calls", 1, MOST_CALLS, 1));
        var costHeader = header(fields);
        return new Upstream(
                url(fields),
                millis(fields, "connect_timeout_ms", LONGEST_CONNECT, 2_000),
                millis(fields, "response_timeout_ms", LONGEST_WAIT, 30_000),
                millis(fields, "idle_timeout_ms", LONGEST_WAIT, 60_000),
                number(fields, "max_request_bytes", 1, LARGEST_REQUEST, 10_000_000),
                Math.toIntExact(number(fields, "max_connections", 1, MOST_CONNECTIONS, 64)),
                calls,
                costHeader,
                mostCalls(fields, costHeader, calls),
                fields.flag("forward_key"),
                addHeaders(fields),
                LimitReader.all(fields));
    }

    /// Whether `/v1/{id}` is an address of ours, as `openapi.yaml` has it.
    static boolean isTaken(String id) {
        return ADDRESS.matcher(Resources.text("/openapi.yaml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet())
                .contains(id);
    }

    private static URI url(YamlFields fields) {
        var word = fields.text("url");
        try {
            var url = word.isEmpty() ? NOWHERE : new URI(word.replaceFirst("/+$", ""));
            var wrong = wrong(url);
            return wrong == null ? url : fields.bad("url", wrong, NOWHERE);
        } catch (URISyntaxException e) {
            return fields.bad("url", "is no address", NOWHERE);
        }
    }

    private static @Nullable String wrong(URI url) {
        if (url.getScheme() == null
                || !Set.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))) {
            return "must begin with http:// or https://";
        }
        if (url.getHost() == null) {
            return "must name a host";
        }
        if (url.getRawUserInfo() != null) {
            return "must have no user and password: put an Authorization header into add_headers";
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return "must have no query and no fragment";
        }
        return url.normalize().getRawPath().equals(url.getRawPath())
                        && !url.getRawPath().contains("%")
                ? null
                : "must have a plain path, without dots for steps, doubled slashes and percent signs";
    }

    private static Duration millis(YamlFields fields, String name, int longest, int otherwise) {
        return Duration.ofMillis(number(fields, name, 1, longest, otherwise));
    }

    private static long number(YamlFields fields, String name, long minimum, long maximum, long otherwise) {
        var number = fields.optionalNumber(name, minimum, maximum);
        return number == null ? otherwise : number;
    }

    private static @Nullable String header(YamlFields fields) {
        var name = fields.optionalText("cost_header");
        return name == null || name.isEmpty() || name.matches(HEADER)
                ? name
                : fields.bad("cost_header", "must be the name of a header", null);
    }

    private static int mostCalls(YamlFields fields, @Nullable String costHeader, int calls) {
        var most = fields.optionalNumber("max_calls", calls, MOST_CALLS);
        if (costHeader == null) {
            return most == null ? calls : fields.bad("max_calls", "belongs to cost_header", calls);
        }
        return most == null ? fields.bad("max_calls", "is missing", calls) : Math.toIntExact(most);
    }

    private static Map<String, String> addHeaders(YamlFields fields) {
        var headers = fields.optionalWords("add_headers");
        headers.forEach((name, value) -> {
            if (!name.matches(HEADER) || NOT_TO_ADD.contains(name.toLowerCase(Locale.ROOT))) {
                fields.bad("add_headers", "cannot set '" + name + "'", "");
            } else if (!value.isEmpty() && !value.matches(HEADER_VALUE)) {
                fields.bad("add_headers", "must have printable values, and that of " + name + " is not", "");
            }
        });
        return headers;
    }
}
