package tools.sota.usage.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

class ExportTest {
    @Test
    void theFileHasANameAHeaderAndNoFormulas() {
        var product = Product.shared();
        var stranger = product.signUp().proveEmail();
        var made = stranger.browser()
                .post("/v1/keys", "{\"name\":\"=HYPERLINK(\\\"http://x\\\",1)\",\"environment\":\"live\"}");
        var id = product.client().withKey(made.text("secret")).get("/v1/echo").header("Request-Id");

        var file = stranger.browser().get("/v1/usage/export.csv?from=2026-01-01T00:00:00Z");

        assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"usage-2026-01-01.csv\"");
        assertThat(file.body())
                .startsWith("request_id,at,environment,key_id,key_name,product,calls,status,look_alike\r\n" + id + ",2")
                .contains("Z,live,key_")
                .contains(",\"'=HYPERLINK(\"\"http://x\"\",1)\",echo,1,200,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"plain|plain", "a,b|\"a,b\"", "=1+1|'=1+1", "+1|'+1", "-1|'-1", "@x|'@x", "a\"b|\"a\"\"b\""})
    void cellsAreHarmless(String value, String cell) {
        assertThat(Csv.cell(value)).isEqualTo(cell);
    }

    @Test
    void tabsAndLineEndsAreHarmlessToo() {
        assertThat(Csv.cell("\t=1")).isEqualTo("'\t=1");
        assertThat(Csv.cell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(Csv.cell("a\nb")).isEqualTo("\"a\nb\"");
    }

    @Test
    void readersThatStopReadingOrGoHoldNoConnection() throws IOException {
        try (var own = Product.fresh(Map.of("DATABASE_CONNECTIONS", "4"))) {
            var stranger = own.signUp().proveEmail();
            var key = stranger.liveKey();
            rows(own, 120_000, stranger.accountId());
            var stalled = new ArrayList<Socket>();
            for (int at = 0; at < 8; at++) {
                stalled.add(ask(own, key));
            }
            for (var socket : stalled) {
                assertThat(firstLine(socket)).isEqualTo("HTTP/1.1 200 OK");
            }
            for (var socket : stalled.subList(0, 4)) {
                socket.close();
            }

            var meanwhile = stranger.browser().get("/v1/usage/records?environment=live&limit=1");

            assertThat(meanwhile.status()).as(meanwhile.body()).isEqualTo(200);
            for (var socket : stalled) {
                socket.close();
            }
        }
    }

    @Test
    void aFileOfManyPagesHasEveryRowOnce() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            rows(own, 12_345, stranger.accountId());

            var lines = stranger.browser()
                    .get("/v1/usage/export.csv?environment=live")
                    .body()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1)[0])
                    .toList();

            assertThat(lines)
                    .hasSize(12_345)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(java.util.Comparator.<String>reverseOrder());
        }
    }

    private static void rows(Product own, int count, String account) {
        Store.of(own).run("""
                insert into usage_event (id, account_id, environment, key_id, product, calls, status, at, period_start)
                select (substr(uuid_at(now() - interval '1 hour' + n * interval '7 ms')::text, 1, 14) || '7' ||
                        substr(md5(n::text), 1, 3) || '-8' || substr(md5(n::text), 4, 3) || '-' || substr(md5(n::text), 7, 12))::uuid,
                       ?, 'live', gen_random_uuid(), 'echo', 1, 200, now(), date_trunc('month', now())
                from generate_series(1, ?) n
                """, tools.sota.platform.Ids.parse("acc", account).orElseThrow(), count);
    }

    private static Socket ask(Product own, String key) throws IOException {
        var address = URI.create(own.environment().getOrDefault("PUBLIC_URL", ""));
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setReceiveBufferSize(4096);
        var request = List.of(
                "GET /v1/usage/export.csv?environment=live HTTP/1.1",
                "Host: " + address.getAuthority(),
                "Authorization: Bearer " + key,
                "",
                "");
        socket.getOutputStream().write(String.join("\r\n", request).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\r' && c >= 0;
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
