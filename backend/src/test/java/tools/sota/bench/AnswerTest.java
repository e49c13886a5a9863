package tools.sota.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTest {
    private static final String SIZED =
            "HTTP/1.1 200 OK\r\nDate: now\r\nRequest-Id: req_1\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
    private static final String CHUNKED = lines(
            "HTTP/1.1 429 Too Many Requests",
            "transfer-encoding: chunked",
            "RETRY-AFTER: 3",
            "",
            "5",
            "hello",
            "A",
            "0123456789",
            "0",
            "");

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerIsWholeWithItsLastByteAndNotBefore(String text) {
        for (int length = 0; length < text.length(); length++) {
            assertThat(parse(text.substring(0, length)))
                    .as("the first %d bytes", length)
                    .isNull();
        }

        assertThat(whole(text).end()).isEqualTo(text.length());
    }

    static List<String> answers() {
        return List.of(SIZED, CHUNKED, "HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void theFieldsThatCountAreRead() {
        assertThat(whole(SIZED)).extracting(Answer::status, Answer::isSuccess).containsExactly(200, true);
        assertThat(whole(SIZED).requestId(buffer(SIZED))).isEqualTo("req_1");
        assertThat(whole(CHUNKED))
                .extracting(Answer::status, Answer::isSuccess, Answer::retryAfter)
                .containsExactly(429, false, true);
        assertThat(whole("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
                        .closes())
                .isTrue();
        assertThat(whole("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")
                        .closes())
                .isFalse();
    }

    @Test
    void namesThatOnlyResembleAFieldAreNone() {
        var answer = whole(lines(
                "HTTP/1.1 200 OK",
                "Content-Type: a",
                "RateLimit: 1",
                "Retry-Afters: 1",
                "c: d",
                "r: ",
                "Cache-Control: close",
                "Content-Length: 0",
                ""));

        assertThat(answer.retryAfter() || answer.closes()).isFalse();
        assertThat(answer.idTo()).isZero();
    }

    @Test
    void whatHasNoEndIsRefused() {
        assertThatThrownBy(() -> parse("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n")).isInstanceOf(Answer.Malformed.class);
        assertThatThrownBy(() -> parse("SSH-2.0-OpenSSH\r\n")).isInstanceOf(Answer.Malformed.class);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static Answer whole(String text) {
        return Objects.requireNonNull(parse(text));
    }

    private static @Nullable Answer parse(String text) {
        return Answer.parse(buffer(text));
    }

    private static ByteBuffer buffer(String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(bytes.length + 10).put(bytes);
    }
}
