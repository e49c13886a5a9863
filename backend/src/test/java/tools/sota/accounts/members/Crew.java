package tools.sota.accounts.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import tools.sota.sandbox.mail.Mail;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Store;
import tools.sota.testing.Stranger;

/// An account with a plan that has seats, its owner, and whoever they let in.
///
/// @param owner proved
/// @param account its id, as shown
record Crew(Product product, Client owner, String ownerEmail, String account) {
    static final String PASSWORD = "violet otter makes tea";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// For all tests of this feature: they move time.
    private static final class Own {
        static final Product PRODUCT = Product.fresh();
    }

    static Product ownProduct() {
        return Own.PRODUCT;
    }

    static Crew of(Product product) {
        return onPlan(product, "team", 10);
    }

    /// @param seats that the plan has, by which it is seen to be in force
    static Crew onPlan(Product product, String plan, int seats) {
        var stranger = product.signUp().proveEmail();
        Store.of(product)
                .run(
                        "insert into entitlement (account_id, plan, changed_at) values (?, ?, now())",
                        Store.account(stranger),
                        plan);
        var crew = new Crew(product, stranger.browser(), stranger.email(), stranger.accountId());
        await().atMost(PATIENCE)
                .until(() -> crew.members().json().at("/seats/limit").asInt() == seats);
        return crew;
    }

    /// Somebody who joined.
    record Mate(Client browser, String email, String id) {}

    static String freshAddress() {
        return "mate-" + UUID.randomUUID() + "@example.com";
    }

    Answer members() {
        return owner.get("/v1/members");
    }

    Answer invite(String role, String... emails) {
        return invite(owner, role, emails);
    }

    static Answer invite(Client by, String role, String... emails) {
        return by.post(
                "/v1/invitations", "{\"role\":\"" + role + "\",\"emails\":[\"" + String.join("\",\"", emails) + "\"]}");
    }

    Answer change(Client by, String id, String role) {
        return by.patch("/v1/members/" + id, "{\"role\":\"" + role + "\"}");
    }

    String ownerId() {
        return owner.get("/v1/me").text("user.id");
    }

    static Mail mailTo(String email, String subject) {
        return Services.mail()
                .awaitMessageTo(email, PATIENCE, mail -> mail.subject().equals(subject));
    }

    /// From the newest invitation.
    static String token(String email) {
        return mailTo(email, "You are invited to a team").links().stream()
                .filter(link -> link.contains("/app/invitation?token="))
                .findFirst()
                .orElseThrow()
                .split("token=", 2)[1];
    }

    static Answer accept(Client browser, String token) {
        return browser.post("/v1/invitations/accept", "{\"token\":\"" + token + "\"}");
    }

    static Answer enter(Client browser, String token) {
        return browser.post(
                "/v1/invitations/accept", "{\"token\":\"" + token + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    /// A stranger who was invited and came.
    Mate join(String role) {
        var email = freshAddress();
        assertThat(invite(role, email).text("data.0.result")).isEqualTo("invited");
        var browser = product.client();
        var answer = enter(browser, token(email));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Mate(browser, email, answer.text("user.id"));
    }

    /// Somebody with a log-in and an account of their own.
    Stranger somebodyElse() {
        return product.signUp().proveEmail();
    }
}
