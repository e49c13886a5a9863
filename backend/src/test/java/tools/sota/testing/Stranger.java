package tools.sota.testing;

import static org.assertj.core.api.Assertions.assertThat;

/// Somebody who has signed up: a browser with a session, an account and a test key.
///
/// @param browser sends the session's cookies
public record Stranger(Client browser, String email, String accountId, String testKey) {
    public static final String PASSWORD = "correct horse battery staple";

    public static Stranger signUp(Client browser, String email) {
        var answer = browser.post("/v1/auth/signup", "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Stranger(browser, email, answer.text("account.id"), answer.text("test_key.secret"));
    }

    /// Opens the link of the mail.
    public Stranger proveEmail() {
        var mail = Services.mail().awaitMessageTo(email, java.time.Duration.ofSeconds(10));
        var link = mail.links().stream()
                .filter(address -> address.contains("/app/verify?token="))
                .findFirst()
                .orElseThrow();
        var token = link.substring(link.indexOf("token=") + "token=".length());
        var answer = browser.post("/v1/auth/verify-email", "{\"token\":\"" + token + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return this;
    }

    /// The secret of a new live key.
    public String liveKey() {
        var answer = browser.post("/v1/keys", "{\"name\":\"live\",\"environment\":\"live\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("secret");
    }
}
