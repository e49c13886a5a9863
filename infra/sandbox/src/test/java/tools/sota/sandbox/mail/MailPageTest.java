package tools.sota.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPageTest {
    @TempDir
    private Path folder;

    private MailCatcher mails;
    private MailPage page;
    private final HttpClient browser = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        mails = MailCatcher.start(folder, 0);
        page = MailPage.start(mails, 0);
    }

    @AfterEach
    void stop() {
        page.close();
        mails.close();
        browser.close();
    }

    @Test
    void listsAndShowsMailsWithTheirLinksClickable() throws Exception {
        given(
                "ada@example.com",
                "Hello <b>",
                "See http://127.0.0.1:8080/a?b=1&c=2 & smile",
                "<a href='http://x.test/'>x</a>");

        assertThat(get("/").body()).contains("Hello &lt;b&gt;", "ada@example.com", "/messages/00000001");
        var shown = get("/messages/00000001").body();

        assertThat(shown)
                .contains("<iframe", "sandbox=", "/messages/00000001/html")
                .contains("href=\"http://127.0.0.1:8080/a?b=1&amp;c=2\"")
                .contains("Delivered-To");
    }

    @Test
    void letsTheMailsOwnHtmlRunNothing() throws Exception {
        given("ada@example.com", "Hello", "text", "<script>alert(1)</script><a href='http://x.test/'>x</a>");

        var html = get("/messages/00000001/html");

        assertThat(html.body()).startsWith("<base target=\"_blank\">").contains("<a href='http://x.test/'>");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox allow-popups")
                .doesNotContain("allow-scripts");
    }

    @Test
    void answersTheSameAsJson() throws Exception {
        given("ada+test@example.com", "For Ada", "Open http://127.0.0.1:8080/verify", "");
        given("bob@example.com", "For Bob", "Nothing", "");

        assertThat(json("/api/messages").findValuesAsText("subject")).containsExactly("For Bob", "For Ada");
        assertThat(json("/api/messages?limit=1").findValuesAsText("subject")).containsExactly("For Bob");
        var ada = json("/api/messages?to=ada%2Btest%40example.com");

        assertThat(ada).hasSize(1);
        assertThat(ada.get(0).get("to").asText()).isEqualTo("ada+test@example.com");
        assertThat(ada.get(0).get("links").get(0).asText()).isEqualTo("http://127.0.0.1:8080/verify");
        assertThat(ada.get(0).get("received_at").asText()).endsWith("Z");
        assertThat(json("/api/messages/" + ada.get(0).get("id").asText())).isEqualTo(ada.get(0));
        assertThat(get("/api/messages/99999999").statusCode()).isEqualTo(404);
    }

    @Test
    void isClearedByTheButtonAndByTests() throws Exception {
        given("ada@example.com", "Hello", "text", "");

        assertThat(send("POST", "/clear").statusCode()).isEqualTo(303);
        assertThat(mails.messages()).isEmpty();

        given("ada@example.com", "Hello", "text", "");
        assertThat(send("DELETE", "/api/messages").statusCode()).isEqualTo(204);
        assertThat(mails.messages()).isEmpty();
    }

    @Test
    void anotherSiteCannotClearIt() throws Exception {
        given("ada@example.com", "Hello", "text", "");

        assertThat(send("POST", "/clear", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(send("DELETE", "/api/messages", "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(mails.messages()).hasSize(1);
        assertThat(send("POST", "/clear", "Origin", page.url()).statusCode()).isEqualTo(303);
        assertThat(mails.messages()).isEmpty();
    }

    @Test
    void aLimitThatIsNoneIsRefused() throws Exception {
        assertThat(get("/api/messages?limit=-1").statusCode()).isEqualTo(400);
        assertThat(get("/api/messages?limit=x").statusCode()).isEqualTo(400);
        assertThat(json("/api/messages?limit=0")).isEmpty();
    }

    private void given(String to, String subject, String text, String html) {
        new Sender(mails.smtpPort()).to(to).send(subject, text, html);
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(page.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
