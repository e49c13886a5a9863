package tools.sota.site;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The page of the dashboard, the same at every address under `/app`. Each answer has a nonce of its own in place of
/// `__NONCE__`, so it is neither kept by anyone nor packed.
final class Shell {
    private static final String MARK = "__NONCE__";

    private final List<byte[]> pieces;
    private final int length;
    private final SecurityHeaders security;
    private final Map<String, String> headers;
    private final SecureRandom random;

    Shell(byte[] html, SecurityHeaders security, SecureRandom random) {
        var words = new String(html, StandardCharsets.UTF_8).split(MARK, -1);
        this.pieces = Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.length = pieces.stream().mapToInt(piece -> piece.length).sum() + (pieces.size() - 1) * Nonce.LENGTH;
        this.security = security;
        this.headers = security.ofShell();
        this.random = random;
    }

    static boolean isAt(String path) {
        return path.startsWith("/app") && (path.length() == 4 || path.charAt(4) == '/');
    }

    void send(Context ctx) throws IOException {
        var nonce = Nonce.from(random);
        var response = ctx.res();
        headers.forEach(response::setHeader);
        response.setHeader("Content-Security-Policy", security.policy(nonce));
        response.setHeader("Content-Type", ContentTypes.HTML);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(length);
        if (!ctx.method().equals(HandlerType.HEAD)) {
            write(ctx, nonce.value().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void write(Context ctx, byte[] nonce) throws IOException {
        var out = ctx.res().getOutputStream();
        out.write(pieces.getFirst());
        for (var piece : pieces.subList(1, pieces.size())) {
            out.write(nonce);
            out.write(piece);
        }
    }
}
