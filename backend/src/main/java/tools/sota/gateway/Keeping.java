package tools.sota.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Digests;
import tools.sota.platform.FirstAnswer;

/// An upstream's answer as it is kept for repeats, and back.
final class Keeping {
    private Keeping() {}

    static FirstAnswer kept(Response head, byte[] body) {
        var headers = HttpFields.build();
        Hygiene.response(head.getHeaders(), headers);
        var kept = new ArrayList<FirstAnswer.Header>();
        for (var field : headers) {
            if (field.getHeader() != HttpHeader.CONTENT_LENGTH && field.getHeader() != HttpHeader.VIA) {
                kept.add(new FirstAnswer.Header(field.getName(), String.valueOf(field.getValue())));
            }
        }
        return new FirstAnswer(head.getStatus(), null, null, List.of(), kept, body);
    }

    static HttpFields headers(FirstAnswer first) {
        var headers = HttpFields.build();
        if (first.headers() != null) {
            first.headers().forEach(header -> headers.add(header.name(), header.value()));
        }
        return headers;
    }

    /// Of everything that makes a request another one.
    static byte[] fingerprint(@Nullable String query, byte[] body) {
        var start = (query + "\n").getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return Digests.sha256(all);
    }
}
