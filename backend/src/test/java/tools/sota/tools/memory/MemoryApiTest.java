package tools.sota.tools.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static tools.sota.platform.Access.TOOLS;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.platform.Ids;
import tools.sota.platform.Json;
import tools.sota.platform.Problems;
import tools.sota.platform.Resources;
import tools.sota.platform.Server;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MemoryApiTest {
    private static final String CASE = "{\"expected\":[\"Lisbon\"],\"answer\":\"Porto\",\"distance\":1}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Javalin server = Server.create(
                    Server.Settings.local(),
                    new Ids(Clock.systemUTC()),
                    new Problems("http://localhost"),
                    config -> config.routes.post(
                            "/v1/memory/score",
                            ctx -> {
                                var request = MemoryApi.read(ctx);
                                var calls = (request.cases() + 99) / 100;
                                ctx.json(MemoryApi.answer(ctx, calls, MemoryScorer.score(request)));
                            },
                            TOOLS))
            .start();

    @AfterAll
    void stop() {
        server.stop();
        client.close();
    }

    @Test
    void theWorkedExampleScoresAsByHand() throws IOException, InterruptedException {
        var score = Json.read(post(Resources.text("/memory/trace.json")).body());

        assertThat(score.get("n").intValue()).isEqualTo(6);
        assertThat(score.get("calls").intValue()).isEqualTo(1);
        assertThat(score.get("request_id").textValue()).startsWith("req_");
        // Exactly right: only "The red one.", 1 of 6.
        assertThat(score.at("/exact_match/score").doubleValue()).isEqualTo(0.166667);
        // 2·1/(1+5), 0, 2·2/(2+3) against "oat milk", 1, 0, 2·3/(4+3).
        assertThat(score.get("cases").findValues("token_f1").stream().map(JsonNode::doubleValue))
                .containsExactly(0.333333, 0.0, 0.8, 1.0, 0.0, 0.857143);
        assertThat(score.get("cases").findValues("recall").stream().map(JsonNode::doubleValue))
                .containsExactly(1.0, 0.0, 1.0, 1.0, 0.0, 0.75);
        assertThat(score.at("/token_f1/score").doubleValue()).isEqualTo(0.498413);
        assertThat(score.at("/recall/score").doubleValue()).isEqualTo(0.625);
        assertThat(score.get("verdict").textValue()).isEqualTo("failed");
        assertThat(score.at("/cases/2/matched").textValue()).isEqualTo("oat milk");
        assertThat(score.get("cases").findValuesAsText("id"))
                .containsExactly("dog", "city", "tea", "3", "sister", "train");
    }

    @Test
    void recallIsShownFromNearToFar() throws IOException, InterruptedException {
        var bands = Json.read(post(Resources.text("/memory/trace.json")).body()).get("recall_by_distance");

        assertThat(bands.findValuesAsText("from")).containsExactly("0", "2", "10", "20", "1000");
        assertThat(bands.findValuesAsText("to")).containsExactly("2", "5", "20", "50", "null");
        assertThat(bands.findValuesAsText("n")).containsExactly("1", "1", "2", "1", "1");
        assertThat(bands.get(2).at("/recall/score").doubleValue()).isEqualTo(0.375);
        assertThat(bands.get(4).get("to").isNull()).isTrue();
    }

    @Test
    void theSameRequestGivesTheSameBytes() throws IOException, InterruptedException {
        var first = post(Resources.text("/memory/trace.json"));
        var second = post(Resources.text("/memory/trace.json"));

        assertThat(withoutRequestId(first)).isEqualTo(withoutRequestId(second));
    }

    @ParameterizedTest
    @CsvSource({
        "'', /cases, must be an array of 1 to 1000 items",
        "'\"cases\":[]', /cases, must be an array of 1 to 1000 items",
        "'\"cases\":[CASE],\"min_score\":1.5', /min_score, must be a number from 0.0 to 1.0",
        "'\"cases\":[CASE],\"top\":1', /top, is not a field of this request",
    })
    void aBadFieldIsNamed(String fields, String pointer, String detail) throws IOException, InterruptedException {
        var response = post('{' + fields.replace("CASE", CASE) + '}');

        assertRefused(response, pointer, detail);
    }

    @ParameterizedTest
    @CsvSource({
        "'[]', '\"x\"', 1, /expected, must be an array of 1 to 20 items",
        "'[\"\"]', '\"x\"', 1, /expected/0, must have 1 to 10000 characters; it has 0",
        "'[\"x\"]', null, 1, /answer, is required",
        "'[\"x\"]', '\"x\"', -1, /distance, must be 0 to 1000000; you sent -1",
        "'[\"\\ud800\"]', '', 1, /expected/0, must be whole Unicode characters; it has half of a surrogate pair",
    })
    void aBadCaseIsNamed(String expected, String answer, int distance, String pointer, String detail)
            throws IOException, InterruptedException {
        var text = answer.isEmpty() ? "\"\"" : answer;
        var one = "{\"expected\":" + expected + ",\"answer\":" + text + ",\"distance\":" + distance + '}';

        var response = post("{\"cases\":[" + CASE + ',' + one + "]}");

        assertRefused(response, "/cases/1" + pointer, detail);
    }

    @Test
    void tooManyCasesAreRefused() throws IOException, InterruptedException {
        var response = post("{\"cases\":[" + CASE + (',' + CASE).repeat(1_000) + "]}");

        assertRefused(response, "/cases", "must be an array of 1 to 1000 items");
    }

    @ParameterizedTest
    @CsvSource({"'\"id\":\"x\",', '\"id\":\"x\",'", "'\"id\":\"1\",', ''"})
    void twoCasesCannotShareAName(String first, String second) throws IOException, InterruptedException {
        var response = post("{\"cases\":[" + named(first) + ',' + named(second) + "]}");

        assertRefused(response, "/cases/1/id", "is that of case 0 too");
    }

    private static void assertRefused(HttpResponse<byte[]> response, String pointer, String detail) throws IOException {
        assertThat(response.statusCode()).isEqualTo(422);
        var problem = Json.read(response.body());
        assertThat(problem.get("code").textValue()).isEqualTo("invalid_parameter");
        assertThat(problem.get("errors")).hasSize(1);
        assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo(pointer);
        assertThat(problem.at("/errors/0/detail").textValue()).endsWith(detail);
    }

    private static String named(String id) {
        return CASE.replace("{", "{" + id);
    }

    private static String withoutRequestId(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new String(response.body(), StandardCharsets.UTF_8).replaceFirst("req_\\w{26}", "");
    }

    private HttpResponse<byte[]> post(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/memory/score"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
