package tools.sota.accounts.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Ids;
import tools.sota.testing.Answer;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Store;

class InvitationsTest {
    private final Product product = Crew.ownProduct();

    @Test
    void manyAreInvitedAtOnceAndEachIsAnswered() {
        var crew = Crew.of(product);
        var mate = crew.join("viewer");
        var fresh = Crew.freshAddress();

        var answer = crew.invite("developer", fresh, " " + fresh.toUpperCase(Locale.ROOT), mate.email(), "ada(at)home");

        assertThat(results(answer)).containsExactly("invited", "already_member", "not_an_address");
        assertThat(answer.text("data.0.invitation.role")).isEqualTo("developer");
        assertThat(Crew.mailTo(fresh, "You are invited to a team").text())
                .contains(crew.ownerEmail())
                .contains("developer");
    }

    @Test
    void oneAddressIsAskedOnce() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("viewer", email);
        var token = Crew.token(email);

        var again = crew.invite("admin", email.toUpperCase(Locale.ROOT));

        assertThat(results(again)).containsExactly("already_invited");
        assertThat(crew.owner().get("/v1/invitations").json().at("/data").size())
                .isEqualTo(1);
        assertThat(Crew.enter(product.client(), token).text("role")).isEqualTo("viewer");
    }

    @Test
    void oneAddressAskedManyTimesAtOnceIsAskedOnce() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();

        var answers = InParallel.times(4, number -> crew.invite("viewer", email));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().filter(answer -> results(answer)[0].equals("invited")))
                .hasSize(1);
    }

    @Test
    void aStrangerChoosesAPasswordAndIsIn() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("developer", email);
        var browser = product.client();

        var offer = look(Crew.token(email));
        var joined = Crew.enter(browser, Crew.token(email));

        assertThat(offer.text("email")).isEqualTo(email);
        assertThat(offer.text("invited_by")).isEqualTo(crew.ownerEmail());
        assertThat(offer.json().at("/has_login").asBoolean()).isFalse();
        assertThat(joined.text("account_id")).isEqualTo(crew.account());
        assertThat(joined.json().at("/user/email_proven_at").isNull()).isFalse();
        assertThat(browser.get("/v1/me").text("account.role")).isEqualTo("developer");
        assertThat(Store.of(product)
                        .number(
                                "select count(*) from email_token t join person p on p.user_id = t.user_id where p.email = ?",
                                email))
                .isZero();
    }

    @Test
    void aWeakOrMissingPasswordIsNamedAndCostsNothing() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("developer", email);
        var token = Crew.token(email);

        var missing = Crew.accept(product.client(), token);
        var weak = product.client()
                .post("/v1/invitations/accept", "{\"token\":\"" + token + "\",\"password\":\"password123\"}");

        assertThat(missing.text("errors.0.pointer")).isEqualTo("/password");
        assertThat(weak.code()).isEqualTo("invalid_parameter");
        assertThat(weak.text("errors.0.pointer")).isEqualTo("/password");
        assertThat(Crew.enter(product.client(), token).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsLoggedInWithTheAddressJoinsHoweverItIsSpelled() {
        var crew = Crew.of(product);
        var somebody = crew.somebodyElse();
        crew.invite("billing", somebody.email().toUpperCase(Locale.ROOT));
        var token = Crew.token(somebody.email().toUpperCase(Locale.ROOT));

        assertThat(look(token).json().at("/has_login").asBoolean()).isTrue();
        assertThat(Crew.accept(somebody.browser(), token).text("role")).isEqualTo("billing");
    }

    @Test
    void theLinkProvesTheAddressOfASessionThatHadNot() {
        var crew = Crew.of(product);
        var pending = product.signUp();
        crew.invite("viewer", pending.email());

        var answer = Crew.accept(pending.browser(), Crew.token(pending.email()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/user/email_proven_at").isNull()).isFalse();
    }

    @Test
    void anotherSessionIsToldWhichAddressIsMeant() {
        var crew = Crew.of(product);
        var other = crew.somebodyElse();
        var email = Crew.freshAddress();
        crew.invite("viewer", email);

        var answer = Crew.accept(other.browser(), Crew.token(email));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("detail"))
                .contains(other.email())
                .contains(email)
                .contains("Log out");
        assertThat(other.browser().get("/v1/me").json().at("/accounts").size()).isEqualTo(1);
    }

    @Test
    void whoHasALogInIsAskedToUseItAndNobodySetsItsPassword() {
        var crew = Crew.of(product);
        var somebody = crew.somebodyElse();
        crew.invite("viewer", somebody.email());

        var answer = Crew.enter(product.client(), Crew.token(somebody.email()));

        assertThat(answer.code()).isEqualTo("state_conflict");
        assertThat(answer.text("detail")).contains("has a log-in");
    }

    @Test
    void anAddressThatWasOnlyClaimedIsAStrangers() {
        var crew = Crew.of(product);
        var imposter = product.signUp();
        crew.invite("viewer", imposter.email());
        var browser = product.client();

        assertThat(Crew.enter(browser, Crew.token(imposter.email())).status()).isEqualTo(200);

        assertThat(imposter.browser().get("/v1/me").json().at("/accounts").size())
                .isEqualTo(1);
        assertThat(browser.get("/v1/me").text("account.id")).isEqualTo(crew.account());
    }

    @Test
    void aLinkWorksOnceAlsoForTwoAtOnce() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("viewer", email);
        var token = Crew.token(email);

        var answers = InParallel.times(2, number -> Crew.enter(product.client(), token));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        var late = Crew.enter(product.client(), token);
        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(late.text("detail")).contains("used already");
    }

    @Test
    void aLinkWorksForSevenDays() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("viewer", email);
        var token = Crew.token(email);
        product.clock().advance(Duration.ofDays(7).minusMinutes(1));
        assertThat(look(token).status()).isEqualTo(200);

        product.clock().advance(Duration.ofMinutes(1));

        var late = Crew.enter(product.client(), token);
        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(late.text("detail")).contains("seven days");
    }

    @Test
    void resendingMakesANewLinkAndEndsTheOldOne() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        var id = crew.invite("viewer", email).text("data.0.invitation.id");
        var old = Crew.token(email);

        assertThat(crew.owner().post("/v1/invitations/" + id + "/resend").status())
                .isEqualTo(200);

        assertThat(look(old).code()).isEqualTo("token_invalid");
        var fresh = Services.mail()
                .awaitMessageTo(
                        email,
                        Duration.ofSeconds(10),
                        mail -> mail.links().stream().noneMatch(link -> link.contains(old)))
                .links()
                .stream()
                .filter(link -> link.contains("token="))
                .findFirst()
                .orElseThrow()
                .split("token=", 2)[1];
        assertThat(look(fresh).status()).isEqualTo(200);
    }

    @Test
    void whatWasTakenBackDoesNotWork() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        var id = crew.invite("viewer", email).text("data.0.invitation.id");

        assertThat(crew.owner().delete("/v1/invitations/" + id).status()).isEqualTo(204);

        assertThat(look(Crew.token(email)).text("detail")).contains("taken back");
        assertThat(crew.owner().delete("/v1/invitations/" + id).code()).isEqualTo("not_found");
        assertThat(results(crew.invite("viewer", email))).containsExactly("invited");
    }

    @Test
    void aPlanForOneInvitesNobody() {
        var crew = Crew.onPlan(product, "pro", 1);

        var answer = crew.invite("viewer", Crew.freshAddress());

        assertThat(results(answer)).containsExactly("no_seat");
        assertThat(answer.text("data.0.detail")).contains("plan");
    }

    @Test
    void aContractSaysHowManyMayCome() {
        var crew = Crew.onPlan(product, "enterprise", 0);
        assertThat(crew.members().json().at("/seats/limit").isNull()).isTrue();

        Store.of(product).run("""
                        insert into contract (id, account_id, plan, interval, amount, currency, calls, capacity,
                                              per_minute, net_days, created_at, members)
                        values (gen_random_uuid(), ?, 'enterprise', 'month', 1, 'usd', 1, 1, 1, 30, now(), 2)
                        """, Ids.parse("acc", crew.account()).orElseThrow());

        assertThat(crew.members().json().at("/seats/limit").asInt()).isEqualTo(2);
        assertThat(results(crew.invite("viewer", fresh(2)))).containsExactly("invited", "no_seat");
    }

    @Test
    void waitingInvitationsTakeSeatsAndExpiredOnesGiveThemBack() {
        var crew = Crew.of(product);
        var nine = fresh(9);
        crew.invite("viewer", nine);
        assertThat(results(crew.invite("viewer", Crew.freshAddress()))).containsExactly("no_seat");

        product.clock().advance(Duration.ofDays(7));
        crew.owner().post("/v1/auth/refresh");

        assertThat(results(crew.invite("viewer", fresh(9)))).containsOnly("invited");
        var list = crew.owner().get("/v1/invitations");
        var expired = list.text("data.0.id");
        assertThat(list.json().at("/data/0/expired").asBoolean()).isTrue();
        assertThat(crew.owner().post("/v1/invitations/" + expired + "/resend").code())
                .isEqualTo("state_conflict");
    }

    @Test
    void theLastSeatGoesToOneOfTwoAtOnce() {
        var crew = Crew.of(product);
        crew.invite("viewer", fresh(8));

        var answers = InParallel.times(4, number -> crew.invite("viewer", Crew.freshAddress()));

        assertThat(answers.stream().filter(answer -> results(answer)[0].equals("invited")))
                .hasSize(1);
    }

    @Test
    void aSeatThatIsGoneByThenIsToldAndTheLinkKeepsWorking() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        crew.invite("viewer", email);
        plan(crew, "pro", 1);
        var token = Crew.token(email);

        var refused = Crew.enter(product.client(), token);
        plan(crew, "team", 10);

        assertThat(refused.code()).isEqualTo("state_conflict");
        assertThat(refused.text("detail")).contains("seat");
        assertThat(Crew.enter(product.client(), token).status()).isEqualTo(200);
    }

    @Test
    void oneMailboxIsNotFilled() {
        var crew = Crew.of(product);
        var email = Crew.freshAddress();
        var id = crew.invite("viewer", email).text("data.0.invitation.id");
        for (int mail = 0; mail < 4; mail++) {
            assertThat(crew.owner().post("/v1/invitations/" + id + "/resend").status())
                    .isEqualTo(200);
        }

        assertThat(crew.owner().post("/v1/invitations/" + id + "/resend").code())
                .isEqualTo("too_many_requests");
        var other = Crew.of(product);
        assertThat(results(other.invite("viewer", email.replace("@", "+again@"))))
                .containsExactly("too_often");
    }

    @Test
    void whoHasNotProvedTheirAddressInvitesNobody() {
        var answer = Crew.invite(product.signUp().browser(), "viewer", Crew.freshAddress());

        assertThat(answer.code()).isEqualTo("email_not_proven");
    }

    @Test
    void badInputIsNamed() {
        var crew = Crew.of(product);

        var answer = crew.owner().post("/v1/invitations", "{\"emails\":[7],\"role\":\"king\"}");

        assertThat(answer.code()).isEqualTo("invalid_parameter");
        assertThat(answer.json().at("/errors").findValuesAsText("pointer")).containsExactly("/emails/0", "/role");
        assertThat(look("nonsense").code()).isEqualTo("token_invalid");
    }

    private Answer look(String token) {
        return product.client().post("/v1/invitations/look", "{\"token\":\"" + token + "\"}");
    }

    private void plan(Crew crew, String plan, int seats) {
        Store.of(product)
                .run(
                        "update entitlement set plan = ? where account_id = ?",
                        plan,
                        Ids.parse("acc", crew.account()).orElseThrow());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> crew.members().json().at("/seats/limit").asInt() == seats);
    }

    private static String[] fresh(int many) {
        return IntStream.range(0, many).mapToObj(number -> Crew.freshAddress()).toArray(String[]::new);
    }

    private static String[] results(Answer answer) {
        return answer.json().at("/data").findValuesAsText("result").toArray(String[]::new);
    }
}
