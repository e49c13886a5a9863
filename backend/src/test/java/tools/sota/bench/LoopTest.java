package tools.sota.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static tools.sota.bench.ScriptedServer.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The generator against a server that does what it is told.
class LoopTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String TEXT = "GET /x HTTP/1.1\r\nHost: h\r\nAuthorization: " + KeyRequests.KEY + "\r\n\r\n";
    private static final Pace CLOSED = new Pace(0);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void twoKeys() throws IOException {
        file = Files.writeString(folder.resolve("keys"), "key-one\nkey-two\n");
    }

    @Test
    void statusesAreCountedAndA503ThatSaysWhenToComeAgainApart() throws IOException {
        var say = List.of(
                answer(200, "ok"),
                answer(429, "no"),
                answer(503, "down"),
                "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n");
        try (var server = new ScriptedServer(asked -> List.of(say.get(asked % 4)))) {
            var tally = run(server, new Pace(200), SECOND / 5, 1);

            assertThat(tally.statuses()).isEqualTo(Map.of(200, 10L, 429, 10L, 503, 20L));
            assertThat(tally.comeAgain).hasValue(10);
            assertThat(tally.accepted().getTotalCount()).isEqualTo(10);
            assertThat(tally.refused().getTotalCount()).isEqualTo(30);
        }
    }

    @Test
    void aPaceIsKeptToTheCall() throws IOException {
        try (var server = new ScriptedServer(asked -> List.of(answer(200, "")))) {
            var tally = run(server, new Pace(300), SECOND / 3, 4);

            assertThat(tally.answers()).isEqualTo(100);
            assertThat(server.requests()).hasSize(100);
            assertThat(tally.elapsed.get()).isGreaterThanOrEqualTo(99 * SECOND / 300);
        }
    }

    /// The omission that is not made: one call meets the stall, and those that were due meanwhile waited as well.
    @Test
    void aStallIsChargedToEveryCallThatWasDueInIt() throws IOException {
        try (var server = new ScriptedServer(asked -> {
            if (asked == 10) {
                LockSupport.parkNanos(SECOND / 2);
            }
            return List.of(answer(200, ""));
        })) {
            var tally = run(server, new Pace(100), SECOND, 1);

            var slow = tally.all().getCountBetweenValues(100_000, tally.all().getMaxValue());
            assertThat(tally.answers()).isEqualTo(100);
            assertThat(tally.all().getMaxValue()).isGreaterThanOrEqualTo(495_000);
            assertThat(slow).as("calls that waited 100 ms or more").isGreaterThanOrEqualTo(39);
        }
    }

    @Test
    void aClosedLoopAsksAgainWhenItIsAnsweredAndNotBefore() throws IOException {
        try (var server = new ScriptedServer(asked -> {
            LockSupport.parkNanos(SECOND / 50);
            return List.of(answer(200, ""));
        })) {
            var tally = run(server, CLOSED, SECOND / 5, 2);

            assertThat(tally.answers())
                    .isBetween(2L, 22L)
                    .isEqualTo(server.requests().size());
            assertThat(tally.all().getMinValue()).isGreaterThanOrEqualTo(19_900);
        }
    }

    @Test
    void anAnswerMayComeInPieces() throws IOException {
        var pieces = List.of(
                "HTT", "P/1.1 200 OK\r", "\nTransfer-Encoding: chun", "ked\r\n\r\n3\r\na", "bc\r\n0\r", "\n\r\n");
        try (var server = new ScriptedServer(asked -> pieces)) {
            assertThat(run(server, new Pace(100), SECOND / 5, 1).statuses()).isEqualTo(Map.of(200, 20L));
        }
    }

    @Test
    void aLostConnectionIsCountedAndReplaced() throws IOException {
        try (var server = new ScriptedServer(asked -> asked == 3 ? List.of() : List.of(answer(200, "")))) {
            var tally = run(server, new Pace(50), SECOND / 5, 1);

            assertThat(tally.statuses()).isEqualTo(Map.of(200, 9L));
            assertThat(tally.lost).hasValue(1);
            assertThat(tally.reconnects).hasValue(1);
            assertThat(tally.unanswered).hasValue(0);
        }
    }

    @Test
    void everyAcceptedCallIsWrittenDownWithItsKey() throws IOException {
        var ids = folder.resolve("ids");
        try (var server =
                new ScriptedServer(asked -> List.of("HTTP/1.1 %d X\r\nRequest-Id: req_%d\r\nContent-Length: 0\r\n\r\n"
                        .formatted(200 + asked % 2 * 229, asked)))) {
            try (var witness = Witness.writing(ids)) {
                run(server, new Pace(50), SECOND / 5, 1, witness);
            }
            var keys = server.requests().stream()
                    .map(line -> line.endsWith("key-one") ? "0" : "1")
                    .toList();

            assertThat(keys).contains("0", "1");
            assertThat(Files.readAllLines(ids))
                    .containsExactly(
                            keys.get(0) + " req_0",
                            keys.get(2) + " req_2",
                            keys.get(4) + " req_4",
                            keys.get(6) + " req_6",
                            keys.get(8) + " req_8");
        }
    }

    @Test
    void noEventIsADuplicateOfAnother() {
        var requests =
                new EventRequests(Keys.read(file), TEXT + EventRequests.batch(3, "2026-11-22T00:00:00Z"), 0xfffe);
        var sent = text(requests) + text(requests);

        assertThat(java.util.regex.Pattern.compile("\"id\":\"(\\w+)\"")
                        .matcher(sent)
                        .results())
                .extracting(match -> match.group(1))
                .containsExactly(
                        "000000000000fffe",
                        "000000000000ffff",
                        "0000000000010000",
                        "0000000000010001",
                        "0000000000010002",
                        "0000000000010003");
    }

    private static String text(Requests requests) {
        var out = ByteBuffer.allocate(requests.longest());
        requests.write(out);
        assertThat(out.hasRemaining()).isFalse();
        return new String(out.array(), StandardCharsets.UTF_8);
    }

    private Tally run(ScriptedServer server, Pace pace, long nanos, int connections) throws IOException {
        return run(server, pace, nanos, connections, Witness.none());
    }

    private Tally run(ScriptedServer server, Pace pace, long nanos, int connections, Witness witness)
            throws IOException {
        var requests = new KeyRequests(Keys.read(file), TEXT, 7);
        try (var loop = new Loop(server.address(), requests, connections, witness)) {
            loop.connect();
            return loop.run(pace, nanos);
        }
    }
}
