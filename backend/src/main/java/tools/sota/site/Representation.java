package tools.sota.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Digests;

/// The bytes of a resource in one content coding, as they leave.
///
/// @param coding value of `Content-Encoding`; null for the bytes as they are
/// @param etag strong and quoted: 128 bits of the SHA-256 of these very bytes, so each coding has its own
record Representation(byte[] bytes, @Nullable String coding, String etag) {
    private static final int ETAG_BYTES = 16;

    static Representation plain(byte[] bytes) {
        return coded(bytes, null);
    }

    static Representation coded(byte[] bytes, @Nullable String coding) {
        var digest = Arrays.copyOf(Digests.sha256(bytes), ETAG_BYTES);
        var name = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return new Representation(bytes, coding, '"' + name + '"');
    }

    static Representation gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new BestGzip(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written", e);
        }
        return coded(packed.toByteArray(), "gzip");
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
