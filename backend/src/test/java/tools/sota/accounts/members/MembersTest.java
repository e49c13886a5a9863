package tools.sota.accounts.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

class MembersTest {
    private static final String NOBODY = "usr_01jd8z4m6t01jd8z4m6t01jd8z";
    private final Product product = Crew.ownProduct();

    @Test
    void theListSaysWhoIsInAndHowManyMayCome() {
        var crew = Crew.of(product);
        var mate = crew.join("viewer");

        var list = crew.members();

        assertThat(list.text("data.0.email")).isEqualTo(crew.ownerEmail());
        assertThat(list.text("data.0.role")).isEqualTo("owner");
        assertThat(list.json().at("/data/0/you").asBoolean()).isTrue();
        assertThat(list.text("data.1.email")).isEqualTo(mate.email());
        assertThat(list.json().at("/data/1/you").asBoolean()).isFalse();
        assertThat(list.json().at("/seats").toString()).isEqualTo("{\"limit\":10,\"members\":2,\"invitations\":0}");
    }

    /// Every endpoint with every role, in the order of the calls below; 403 is no.
    @ParameterizedTest
    @CsvSource({
        "owner,     200 200 200 200 200 204 204 204",
        "admin,     200 200 200 200 200 204 204 204",
        "developer, 200 403 403 403 403 403 403 204",
        "billing,   200 403 403 403 403 403 403 204",
        "viewer,    200 403 403 403 403 403 403 204"
    })
    void theRoleDecidesWhoMayDoWhat(String role, String expected) {
        var crew = Crew.of(product);
        var caller = crew.join(role);
        var browser = caller.browser();
        var other = crew.join("viewer");
        var waiting =
                "/v1/invitations/" + crew.invite("viewer", Crew.freshAddress()).text("data.0.invitation.id");

        var answers = Stream.of(
                browser.get("/v1/members"),
                browser.get("/v1/invitations"),
                Crew.invite(browser, "viewer", Crew.freshAddress()),
                browser.post(waiting + "/resend"),
                crew.change(browser, other.id(), "developer"),
                browser.delete(waiting),
                remove(browser, other.id()),
                remove(browser, caller.id()));

        assertThat(answers.map(answer -> Integer.toString(answer.status())).collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void aKeyTouchesNoMembers() {
        var stranger = product.signUp();

        var answer = product.client().withKey(stranger.testKey()).get("/v1/members");

        assertThat(answer.code()).isEqualTo("insufficient_scope");
    }

    @Test
    void nobodyReachesAboveTheirOwnRole() {
        var crew = Crew.of(product);
        var admin = crew.join("admin");
        var mate = crew.join("viewer");
        var owner = crew.ownerId();

        var answers = List.of(
                crew.change(admin.browser(), admin.id(), "owner"),
                crew.change(admin.browser(), mate.id(), "owner"),
                crew.change(admin.browser(), owner, "viewer"),
                remove(admin.browser(), owner),
                Crew.invite(admin.browser(), "owner", Crew.freshAddress()));

        assertThat(answers).extracting(Answer::code).containsOnly("insufficient_role");
        assertThat(crew.change(admin.browser(), mate.id(), "admin").status()).isEqualTo(200);
    }

    @Test
    void anInvitationToBeOwnerIsNotTheAdminsToSendAgainOrTakeBack() {
        var crew = Crew.of(product);
        var admin = crew.join("admin");
        var waiting = crew.invite("owner", Crew.freshAddress()).text("data.0.invitation.id");

        assertThat(admin.browser()
                        .post("/v1/invitations/" + waiting + "/resend")
                        .code())
                .isEqualTo("insufficient_role");
        assertThat(admin.browser().delete("/v1/invitations/" + waiting).code()).isEqualTo("insufficient_role");
    }

    @Test
    void theLastOwnerStaysAndStaysOwner() {
        var crew = Crew.of(product);
        crew.join("admin");
        var id = crew.ownerId();

        var lowered = crew.change(crew.owner(), id, "admin");
        var gone = remove(crew.owner(), id);

        assertThat(lowered.status()).isEqualTo(409);
        assertThat(lowered.text("detail")).contains("last owner").contains("Make somebody else an owner first");
        assertThat(gone.code()).isEqualTo("state_conflict");
        assertThat(crew.owner().get("/v1/me").text("account.role")).isEqualTo("owner");
    }

    @Test
    void twoOwnersWhoLowerEachOtherAtOnceLeaveOne() {
        for (int round = 0; round < 5; round++) {
            var crew = Crew.of(product);
            var second = crew.join("owner");
            var first = crew.ownerId();

            InParallel.times(
                    2,
                    number -> number == 0
                            ? crew.change(crew.owner(), second.id(), "viewer")
                            : crew.change(second.browser(), first, "viewer"));

            assertThat(owners(crew)).isEqualTo(1);
        }
    }

    @Test
    void twoOwnersWhoLeaveAtOnceLeaveOne() {
        for (int round = 0; round < 5; round++) {
            var crew = Crew.of(product);
            var second = crew.join("owner");
            var watcher = crew.join("viewer");
            var first = crew.ownerId();

            var answers = InParallel.times(
                    2, number -> number == 0 ? remove(crew.owner(), first) : remove(second.browser(), second.id()));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
            assertThat(watcher.browser().get("/v1/members").body()).contains("\"role\":\"owner\"");
        }
    }

    @Test
    void aRemovedMemberLosesTheAccountAtOnceHereAndWithinTwoSecondsElsewhere() {
        var crew = Crew.of(product);
        var mate = crew.join("developer");
        try (var other = product.anotherNode()) {
            var elsewhere = other.client();
            elsewhere.post(
                    "/v1/auth/login", "{\"email\":\"" + mate.email() + "\",\"password\":\"" + Crew.PASSWORD + "\"}");
            assertThat(elsewhere.get("/v1/keys").status()).isEqualTo(200);
            assertThat(mate.browser().get("/v1/keys").status()).isEqualTo(200);

            assertThat(remove(crew.owner(), mate.id()).status()).isEqualTo(204);

            assertThat(mate.browser().get("/v1/keys").code()).isEqualTo("not_found");
            product.clock().advance(Duration.ofSeconds(2));
            assertThat(elsewhere.get("/v1/keys").code()).isEqualTo("not_found");
        }
        assertThat(Crew.mailTo(mate.email(), "You were removed from a team").text())
                .contains(crew.ownerEmail())
                .contains("keep working");
    }

    @Test
    void aKeyOfARemovedMemberKeepsWorking() {
        var crew = Crew.of(product);
        var mate = crew.join("developer");
        var key = mate.browser()
                .post("/v1/keys", "{\"name\":\"theirs\",\"environment\":\"live\"}")
                .text("secret");

        remove(crew.owner(), mate.id());

        assertThat(product.client().withKey(key).get("/v1/echo").status()).isEqualTo(200);
    }

    @Test
    void anOwnerWhoSetsANewPasswordEndsNoKeysOfOthers() {
        var crew = Crew.of(product);
        var key = crew.owner()
                .post("/v1/keys", "{\"name\":\"ours\",\"environment\":\"test\"}")
                .text("secret");
        product.clock().advance(Duration.ofSeconds(1));
        var second = crew.join("owner");
        second.browser().post("/v1/auth/password/forgot", "{\"email\":\"" + second.email() + "\"}");
        var token = Crew.mailTo(second.email(), "Set a new password").links().stream()
                .filter(link -> link.contains("token="))
                .findFirst()
                .orElseThrow()
                .split("token=", 2)[1];

        var reset = second.browser()
                .post(
                        "/v1/auth/password/reset",
                        "{\"token\":\"" + token + "\",\"password\":\"quiet lamps over Delft\"}");

        assertThat(reset.status()).isEqualTo(204);
        assertThat(product.client().withKey(key).get("/v1/echo").status()).isEqualTo(200);
    }

    @Test
    void aNewRoleHoldsFromTheNextRequestAndIsToldByMail() {
        var crew = Crew.of(product);
        var mate = crew.join("viewer");
        var wanted = "{\"name\":\"mine\",\"environment\":\"test\"}";
        assertThat(mate.browser().post("/v1/keys", wanted).status()).isEqualTo(403);

        var changed = crew.change(crew.owner(), mate.id(), "developer");

        assertThat(changed.text("role")).isEqualTo("developer");
        assertThat(mate.browser().post("/v1/keys", wanted).status()).isEqualTo(201);
        var mail = Crew.mailTo(mate.email(), "Your role was changed");
        assertThat(mail.text()).contains("viewer").contains("developer").contains(crew.ownerEmail());
    }

    @Test
    void invitationsOfOneWhoLosesTheRightToSendThemEnd() {
        var crew = Crew.of(product);
        var admin = crew.join("admin");
        var backDoor = Crew.freshAddress();
        Crew.invite(admin.browser(), "admin", backDoor);
        var token = Crew.token(backDoor);

        remove(crew.owner(), admin.id());

        assertThat(Crew.enter(product.client(), token).code()).isEqualTo("token_invalid");
        assertThat(crew.members().json().at("/seats/invitations").asInt()).isZero();
    }

    @Test
    void somebodyInTwoAccountsUsesBoth() {
        var crew = Crew.of(product);
        var somebody = crew.somebodyElse();
        crew.invite("billing", somebody.email());
        assertThat(Crew.accept(somebody.browser(), Crew.token(somebody.email())).text("account_id"))
                .isEqualTo(crew.account());

        assertThat(roleIn(somebody, somebody.accountId())).isEqualTo("owner");
        assertThat(roleIn(somebody, crew.account())).isEqualTo("billing");
        assertThat(somebody.browser().get("/v1/me").json().at("/accounts").size())
                .isEqualTo(2);
        assertThat(somebody.browser()
                        .with("Sota-Account", crew.account())
                        .get("/v1/invitations")
                        .code())
                .isEqualTo("insufficient_role");
        assertThat(somebody.browser()
                        .with("Sota-Account", somebody.accountId())
                        .get("/v1/invitations")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void othersAccountsAndUnknownMembersAreAbsent() {
        var crew = Crew.of(product);
        var outsider = product.signUp();

        assertThat(crew.change(crew.owner(), NOBODY, "viewer").code()).isEqualTo("not_found");
        assertThat(crew.change(crew.owner(), "nonsense", "viewer").code()).isEqualTo("not_found");
        assertThat(remove(outsider.browser(), crew.ownerId()).code()).isEqualTo("not_found");
        assertThat(outsider.browser()
                        .with("Sota-Account", crew.account())
                        .get("/v1/members")
                        .code())
                .isEqualTo("not_found");
    }

    @Test
    void aRoleThatIsNoneIsNamed() {
        var crew = Crew.of(product);

        var answer = crew.change(crew.owner(), crew.ownerId(), "king");

        assertThat(answer.code()).isEqualTo("invalid_parameter");
        assertThat(answer.text("errors.0.pointer")).isEqualTo("/role");
        assertThat(answer.text("errors.0.detail")).contains("owner, admin, developer, billing, viewer");
    }

    private static Answer remove(Client by, String id) {
        return by.delete("/v1/members/" + id);
    }

    private static String roleIn(Stranger somebody, String account) {
        return somebody.browser().with("Sota-Account", account).get("/v1/me").text("account.role");
    }

    private static long owners(Crew crew) {
        return StreamSupport.stream(crew.members().json().at("/data").spliterator(), false)
                .filter(member -> member.at("/role").asText().equals("owner"))
                .count();
    }
}
