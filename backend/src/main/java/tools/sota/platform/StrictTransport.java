package tools.sota.platform;

import java.util.function.BiConsumer;

/// Tells browsers never to come without TLS again, on every answer of a server that customers reach by https; only then
/// may we insist on it.
public record StrictTransport(boolean tls) {
    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    /// @param publicUrl that customers see
    public static StrictTransport of(String publicUrl) {
        return new StrictTransport(publicUrl.startsWith("https:"));
    }

    public void write(BiConsumer<String, String> header) {
        if (tls) {
            header.accept("Strict-Transport-Security", TWO_YEARS);
        }
    }
}
