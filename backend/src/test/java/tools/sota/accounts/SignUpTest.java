package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Answer;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class SignUpTest {
    private final Product product = Visitor.product();

    @Test
    void aStrangerGetsAUserAnAccountAKeyAndASession() {
        var visitor = Visitor.withNewAddress(product);

        var answer = visitor.browser().post("/v1/auth/signup", """
                        {"email":" %s ","password":"violet otter makes tea","name":" Ada Lovelace "}
                        """.formatted(visitor.email));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("user.email")).isEqualTo(visitor.email);
        assertThat(answer.text("user.name")).isEqualTo("Ada Lovelace");
        assertThat(answer.json().at("/user/email_proven_at").isNull()).isTrue();
        assertThat(answer.text("account.role")).isEqualTo("owner");
        assertThat(answer.text("test_key.secret")).startsWith("sota_test_");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(visitor.resend().status()).as("the cookies are a session").isEqualTo(202);
        var key = product.client().withKey(answer.text("test_key.secret"));
        assertThat(key.get("/v1/me").text("account.id"))
                .as("the key works at once")
                .isEqualTo(answer.text("account.id"));
    }

    @Test
    void theAccountBearsNoPersonalData() {
        var answer = Visitor.withNewAddress(product).signUp();

        assertThat(answer.text("account.name")).isEqualTo("My account");
    }

    @Test
    void bothCookiesAreOutOfReachOfScriptsAndOtherSites() {
        var answer = Visitor.withNewAddress(product).signUp();

        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .contains("Path=/", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("sota_access=").containsPattern("Max-Age=(900|8\\d\\d);"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("sota_refresh=").containsPattern("Max-Age=25(92|91)\\d\\d\\d;"));
    }

    @Test
    void overHttpsTheCookiesBelongToThisHostAlone() {
        try (var secure = Product.fresh(java.util.Map.of("PUBLIC_URL", "https://tools.example"))) {
            var answer = Visitor.withNewAddress(secure).signUp();

            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .extracting(line -> line.replaceAll("=.*", ""))
                    .containsExactlyInAnyOrder("__Host-sota_access", "__Host-sota_refresh", "__Host-sota_device");
            assertThat(answer.response().headers().allValues("Set-Cookie"))
                    .allSatisfy(line -> assertThat(line)
                            .contains("Path=/;", "Secure", "HttpOnly")
                            .doesNotContain("Domain"));
            var access = "__Host-sota_access=" + Visitor.cookie(answer, "__Host-sota_access");
            assertThat(secure.client()
                            .with("Cookie", access)
                            .post("/v1/auth/verify-email/resend")
                            .status())
                    .isEqualTo(202);
        }
    }

    @Test
    void theMailAsksForTheProof() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        var mail = Visitor.mailTo(visitor.email, any -> true);

        assertThat(mail.subject()).isEqualTo("Your test key is ready");
        assertThat(mail.links()).anyMatch(link -> link.startsWith(Visitor.publicUrl() + "/app/verify?token="));
        assertThat(mail.text()).doesNotContain("sota_test_");
    }

    @Test
    void aProvenAddressGetsTheSameAnswerAndAnotherMail() {
        var owner = Visitor.withNewAddress(product).proven();
        var unknown = Visitor.withNewAddress(product).signUp();

        var answer = Visitor.with(product, owner.email).signUp();

        assertThat(shape(answer)).isEqualTo(shape(unknown));
        var mail = Visitor.mailTo(owner.email, any -> any.subject().equals("You already have a log-in"));
        assertThat(mail.links())
                .contains(Visitor.publicUrl() + "/app/login", Visitor.publicUrl() + "/app/forgot")
                .noneMatch(link -> link.contains("token"));
        assertThat(owner.logIn(Visitor.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void twentySignUpsAtOnceWithOneAddressAllWork() {
        var email = Visitor.freshAddress();
        var answers =
                InParallel.times(20, number -> Visitor.with(product, email).signUp());

        // The limit by address lets five of them through; the others are told when to come again.
        assertThat(answers).extracting(Answer::status).containsOnly(201, 429);
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() == 201).map(answer -> answer.text("user.id")))
                .doesNotHaveDuplicates();
    }

    @Test
    void twentySignUpsAtOnceFromOneNetworkAllWork() {
        var network = product.client();

        var answers = InParallel.times(
                20,
                number -> network.post(
                        "/v1/auth/signup", Visitor.withNewAddress(product).credentials(Visitor.PASSWORD)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.text("account.id")).doesNotHaveDuplicates();
    }

    @Test
    void aRepeatWithTheSameIdempotencyKeyMakesNoSecondUser() {
        var visitor = Visitor.withNewAddress(product);
        var browser = visitor.browser().with("Idempotency-Key", "sign-up-1");
        var first = browser.post("/v1/auth/signup", visitor.credentials(Visitor.PASSWORD));

        var again = browser.post("/v1/auth/signup", visitor.credentials(Visitor.PASSWORD));

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Visitor.cookies(again)).isEqualTo(Visitor.cookies(first));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                 | /email
            {"email":"ada@example.com"}                                        | /password
            {"email":"ada","password":"violet otter makes tea"}                | /email
            {"email":"  ","password":"violet otter makes tea"}                 | /email
            {"email":"ada@localhost","password":"violet otter makes tea"}      | /email
            {"email":"ada@example.com","password":"short"}                     | /password
            {"email":"ada@example.com","password":"password1234"}              | /password
            {"email":"ada@example.com","password":"adaexamplecom"}             | /password
            {"email":"ada@example.com","password":7}                           | /password
            {"email":"a@example.com","password":"violet otter makes tea","x":1}| /x
            """)
    void aBadFieldIsNamed(String body, String pointer) {
        var answer = product.client().post("/v1/auth/signup", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("invalid_parameter");
        assertThat(answer.json().findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void allBadFieldsAreNamedAtOnce() {
        var name = "x".repeat(101);

        var answer = product.client()
                .post("/v1/auth/signup", "{\"email\":\"no\",\"password\":\"short\",\"name\":\"" + name + "\"}");

        assertThat(answer.json().findValuesAsText("pointer")).containsExactlyInAnyOrder("/email", "/password", "/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertThat(product.client().post("/v1/auth/signup", body).code()).isEqualTo("malformed_request");
    }

    @Test
    void anotherSiteCannotSignAnybodyUp() {
        var visitor = Visitor.withNewAddress(product);

        var answer = visitor.browser()
                .with("Origin", "https://evil.example")
                .post("/v1/auth/signup", visitor.credentials(Visitor.PASSWORD));

        assertThat(answer.code()).isEqualTo("forbidden_origin");
    }

    @Test
    void aNetworkThatSignsUpTooOftenIsToldWhenToComeAgain() {
        var network = product.client();
        IntStream.range(0, AuthLimit.SIGN_UP_BY_ADDRESS.capacity())
                .forEach(number -> network.post("/v1/auth/signup", "{}"));

        var refused = network.post("/v1/auth/signup", "{}");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too_many_requests");
        product.clock().advance(java.time.Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));
        assertThat(network.post("/v1/auth/signup", "{}").status()).isEqualTo(422);
    }

    @Test
    void withoutItsKeyThereIsNoUserAndNoMail() {
        var visitor = Visitor.withNewAddress(product);
        Visitor.jdbi().useHandle(handle -> handle.execute("alter table api_key rename to api_key_hidden"));
        try {
            assertThat(visitor.signUp().status()).isEqualTo(500);
        } finally {
            Visitor.jdbi().useHandle(handle -> handle.execute("alter table api_key_hidden rename to api_key"));
        }

        assertThat(count("select count(*) from person where email = ?", visitor.email))
                .isZero();
        assertThat(visitor.signUp().status()).isEqualTo(201);
        Visitor.mailTo(visitor.email, any -> true);
        assertThat(tools.sota.testing.Services.mail().messagesTo(visitor.email)).hasSize(1);
    }

    private int count(String sql, Object... arguments) {
        return Visitor.jdbi()
                .withHandle(
                        handle -> handle.select(sql, arguments).mapTo(int.class).one());
    }

    private static List<String> shape(Answer answer) {
        var shape = new java.util.ArrayList<String>();
        shape.add(Integer.toString(answer.status()));
        answer.response().headers().map().keySet().forEach(shape::add);
        shape.add(answer.body().replaceAll("\"[^\"]+\":\"[^\"]*\"", "text").replaceAll("[0-9]+", "n"));
        return shape;
    }
}
