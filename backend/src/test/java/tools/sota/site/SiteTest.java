package tools.sota.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SiteTest {
    private static final String SCRIPT = "/assets/app-AbCd1234.js";
    private static final String FONT = "/assets/text-EfGh5678.woff2";

    private final SiteFixture fixture = new SiteFixture("http://127.0.0.1:8080", Map.of());
    private final Wire wire = fixture.wire();

    @AfterAll
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 'text/html;charset=utf-8', no-cache",
        "/pricing, 'text/html;charset=utf-8', no-cache",
        "/docs/quickstart, 'text/html;charset=utf-8', no-cache",
        "/_.data, text/x-script, no-cache",
        "/assets/app-AbCd1234.js, 'text/javascript;charset=utf-8', 'public, max-age=31536000, immutable'",
        "/assets/text-EfGh5678.woff2, font/woff2, 'public, max-age=31536000, immutable'",
        "/favicon.svg, image/svg+xml, 'public, max-age=3600'",
        "/robots.txt, 'text/plain;charset=utf-8', 'public, max-age=3600'",
    })
    void everyFileHasItsTypeAndItsTimeToLive(String path, String type, String cacheControl) throws IOException {
        var answer = wire.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase(type);
        assertThat(answer.header("Cache-Control")).isEqualTo(cacheControl);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(answer.header("Request-Id")).startsWith("req_");
    }

    @ParameterizedTest
    @CsvSource({
        "'gzip, deflate, br, zstd', br",
        "'gzip, deflate', gzip",
        "'br;q=0.5, gzip;q=0.8', gzip",
        "'br;q=0, *', gzip",
        "'*', br",
        "'GZIP;Q=1.0', gzip",
        "'identity;q=1, gzip;q=0.5', ",
        "'br;q=nonsense', ",
        "'zstd', ",
        "'identity;q=0, zstd', ",
        "'', ",
    })
    void theCodingIsTheOneTheClientPrefers(String accepted, String coding) throws IOException {
        var answer = wire.get(SCRIPT, "Accept-Encoding: " + accepted);

        assertThat(answer.header("Content-Encoding")).isEqualTo(coding);
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void aFileWithoutTwinsIsPackedAtTheStart() throws IOException {
        var plain = wire.get("/pricing");

        var packed = wire.get("/pricing", "Accept-Encoding: gzip");

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(unpacked(packed.body())).isEqualTo(plain.body());
        assertThat(packed.body()).hasSizeLessThan(plain.body().length);
    }

    @Test
    void aPictureIsNeitherPackedNorVaried() throws IOException {
        var answer = wire.get(FONT, "Accept-Encoding: gzip, br");

        assertThat(answer.headers()).doesNotContainKeys("content-encoding", "vary");
        assertThat(answer.body()).hasSize(256);
    }

    @Test
    void eachCodingHasAnEtagOfItsOwn() throws IOException {
        var plain = wire.get(SCRIPT).header("ETag");
        var gzip = wire.get(SCRIPT, "Accept-Encoding: gzip").header("ETag");
        var brotli = wire.get(SCRIPT, "Accept-Encoding: br").header("ETag");

        assertThat(plain).matches("\"[\\w-]{22}\"").isNotEqualTo(gzip).isNotEqualTo(brotli);
        assertThat(gzip).isNotEqualTo(brotli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void whatTheBrowserHasIsNotSentAgain(String known) throws IOException {
        var etag = wire.get("/pricing").header("ETag");

        var answer = wire.get("/pricing", "If-None-Match: " + known.formatted(etag));

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo(etag);
        assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.headers()).containsKey("content-security-policy");
    }

    @Test
    void theEtagOfAnotherCodingIsNotKnown() throws IOException {
        var gzip = wire.get(SCRIPT, "Accept-Encoding: gzip").header("ETag");

        var answer = wire.get(SCRIPT, "If-None-Match: " + gzip);

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pricing", SCRIPT, FONT, "/app/acc_1/keys", "/openapi.json"})
    void headAnswersAsGetWithoutABody(String path) throws IOException {
        var get = wire.get(path, "Accept-Encoding: gzip");

        var head = wire.send("HEAD", path, "Accept-Encoding: gzip");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().keySet()).isEqualTo(get.headers().keySet());
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 206, bytes 0-9/256, 10",
        "bytes=250-, 206, bytes 250-255/256, 6",
        "bytes=250-999999999999, 206, bytes 250-255/256, 6",
        "bytes=-6, 206, bytes 250-255/256, 6",
        "bytes=-999999, 206, bytes 0-255/256, 256",
        "bytes=256-, 416, bytes */256, 0",
        "bytes=300-400, 416, bytes */256, 0",
        "bytes=-0, 416, bytes */256, 0",
        "'bytes=0-1,4-5', 200, , 256",
        "bytes=9-3, 200, , 256",
        "bytes=300-200, 200, , 256",
        "bytes=-, 200, , 256",
        "words=0-1, 200, , 256",
    })
    void aPartCanBeAskedFor(String range, int status, String contentRange, int length) throws IOException {
        var answer = wire.get(FONT, "Range: " + range);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.body()).hasSize(length);
    }

    @Test
    void aPartOfAnOlderVersionIsNotMixedWithTheNewOne() throws IOException {
        var etag = wire.get(FONT).header("ETag");

        assertThat(wire.get(FONT, "Range: bytes=0-1", "If-Range: " + etag).status())
                .isEqualTo(206);
        assertThat(wire.get(FONT, "Range: bytes=0-1", "If-Range: \"older\"").status())
                .isEqualTo(200);
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
