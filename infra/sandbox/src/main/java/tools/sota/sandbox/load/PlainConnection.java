package tools.sota.sandbox.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection that sends each request once. A client that repeats a request behind our back, as most do
/// for
/// a GET, would make calls that nobody counts.
final class PlainConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private PlainConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// An answer.
    record Reply(int status, String requestId, String body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /// @throws IOException when nobody listens
    static PlainConnection open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new PlainConnection(socket);
    }

    /// @throws IOException when the answer does not come; the call may have been carried out
    Reply ask(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        var requestId = "";
        @Nullable Integer length = null;
        for (var line = line(); !line.isEmpty(); line = line()) {
            var name = line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT);
            var value = line.substring(line.indexOf(':') + 1).strip();
            requestId = name.equals("request-id") ? value : requestId;
            length = name.equals("content-length") ? Integer.valueOf(value) : length;
        }
        return new Reply(status, requestId, length == null ? chunks() : text(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int letter = in.read(); letter != '\n'; letter = in.read()) {
            if (letter < 0) {
                throw new EOFException();
            }
            line.append((char) letter);
        }
        return line.toString().stripTrailing();
    }
}
