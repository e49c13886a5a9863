package tools.sota.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 by hand, one connection per request: sends addresses no client library would, and unpacks nothing.
final class Wire {
    private final int port;

    Wire(int port) {
        this.port = port;
    }

    Answer get(String path, String... headers) throws IOException {
        return send("GET", path, headers);
    }

    /// @param headers whole lines, `Accept: text/html`
    Answer send(String method, String path, String... headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n");
            Arrays.stream(headers).forEach(header -> request.append(header).append("\r\n"));
            request.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return Answer.of(socket.getInputStream().readAllBytes());
        }
    }

    record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer of(byte[] bytes) {
            var all = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = all.indexOf("\r\n\r\n");
            var lines = all.substring(0, end).split("\r\n", -1);
            var headers = new TreeMap<String, String>();
            for (var line : Arrays.asList(lines).subList(1, lines.length)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
            return new Answer(status, headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
        }

        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
