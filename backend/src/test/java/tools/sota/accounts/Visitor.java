package tools.sota.accounts;

import java.net.HttpCookie;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import tools.sota.sandbox.mail.Mail;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;

/// Somebody with a browser of their own who signs up, logs in, and reads mail.
final class Visitor {
    static final String PASSWORD = "violet otter makes tea";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Client browser;
    final String email;

    private Visitor(Product product, String email) {
        this.email = email;
        this.browser = product.client();
    }

    /// For all tests of this feature: they move time.
    private static final class Own {
        static final Product PRODUCT = Product.fresh();
    }

    static Product product() {
        return Own.PRODUCT;
    }

    static Mail mailTo(String address, Predicate<Mail> wanted) {
        return Services.mail().awaitMessageTo(address, PATIENCE, wanted);
    }

    static Jdbi jdbi() {
        return Jdbi.create(product().environment().get("DATABASE_URL"));
    }

    static String publicUrl() {
        return product().environment().getOrDefault("PUBLIC_URL", "");
    }

    static Visitor withNewAddress(Product product) {
        return with(product, freshAddress());
    }

    static Visitor with(Product product, String email) {
        return new Visitor(product, email);
    }

    static String freshAddress() {
        return "ada" + NUMBER.incrementAndGet() + "-" + System.nanoTime() + "@example.com";
    }

    Client browser() {
        return browser;
    }

    Answer signUp() {
        return signUp(PASSWORD);
    }

    Answer signUp(String password) {
        return browser.post("/v1/auth/signup", credentials(password));
    }

    Visitor signedUp() {
        return expect(signUp(), 201);
    }

    Visitor proven() {
        signedUp();
        return expect(verify(proofToken()), 200);
    }

    Answer logIn(String password) {
        return browser.post("/v1/auth/login", credentials(password));
    }

    Answer verify(String token) {
        return browser.post("/v1/auth/verify-email", "{\"token\":\"" + token + "\"}");
    }

    Answer resend() {
        return browser.post("/v1/auth/verify-email/resend");
    }

    Answer forgot() {
        return browser.post("/v1/auth/password/forgot", "{\"email\":\"" + email + "\"}");
    }

    Answer reset(String token, String password) {
        return browser.post(
                "/v1/auth/password/reset", "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}");
    }

    Answer refresh() {
        return browser.post("/v1/auth/refresh");
    }

    Answer logOut() {
        return browser.post("/v1/auth/logout");
    }

    /// From the newest welcome mail.
    String proofToken() {
        return token("Your test key is ready", "/app/verify?token=");
    }

    /// From the newest reset mail.
    String resetToken() {
        return token("Set a new password", "/app/reset?token=");
    }

    private String token(String subject, String path) {
        return mailTo(email, mail -> mail.subject().equals(subject)).links().stream()
                .filter(link -> link.contains(path))
                .findFirst()
                .orElseThrow()
                .split("token=", 2)[1];
    }

    String credentials(String password) {
        return "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
    }

    private Visitor expect(Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.status() + " instead of " + status + ": " + answer.body());
        }
        return this;
    }

    static List<HttpCookie> cookies(Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .flatMap(line -> HttpCookie.parse("Set-Cookie: " + line).stream())
                .toList();
    }

    static String cookie(Answer answer, String name) {
        return cookies(answer).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
