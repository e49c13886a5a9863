package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.sota.platform.Access;
import tools.sota.platform.Ids;
import tools.sota.platform.ProblemException;

class SessionAccessTest {
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "OWNER, ADMIN, yes",
        "ADMIN, ADMIN, yes",
        "DEVELOPER, ADMIN, no",
        "BILLING, ADMIN, no",
        "VIEWER, ADMIN, no",
        "OWNER, DEVELOPER, yes",
        "ADMIN, DEVELOPER, yes",
        "DEVELOPER, DEVELOPER, yes",
        "BILLING, DEVELOPER, no",
        "VIEWER, DEVELOPER, no",
        "OWNER, BILLING, yes",
        "ADMIN, BILLING, yes",
        "BILLING, BILLING, yes",
        "DEVELOPER, BILLING, no",
        "VIEWER, BILLING, no"
    })
    void aRoleDecides(Role role, Access access, String allowed) {
        var session = session(null, membership(FIRST, role));

        if (allowed.equals("yes")) {
            session.require(access);
        } else {
            assertThatThrownBy(() -> session.require(access))
                    .satisfies(failure -> assertCode(failure, "insufficient_role"));
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void anyRoleReads(Role role) {
        var session = session(null, membership(FIRST, role));

        for (var access : List.of(Access.PUBLIC, Access.USER, Access.MEMBER, Access.ANY, Access.USAGE)) {
            session.require(access);
        }
    }

    @Test
    void theToolsWantAKey() {
        var session = session(null, membership(FIRST, Role.OWNER));

        assertThatThrownBy(() -> session.require(Access.TOOLS))
                .hasMessageContaining("key")
                .satisfies(failure -> assertCode(failure, "insufficient_scope"));
    }

    @Test
    void withoutAHeaderTheFirstAccountIsMeant() {
        var session = session(null, membership(FIRST, Role.OWNER), membership(SECOND, Role.VIEWER));

        assertThat(session.accountId()).isEqualTo(FIRST);
    }

    @Test
    void theHeaderChoosesTheAccountAndItsRole() {
        var named = Ids.show("acc", SECOND);
        var session = session(named, membership(FIRST, Role.OWNER), membership(SECOND, Role.VIEWER));

        assertThat(session.accountId()).isEqualTo(SECOND);
        assertThat(session.role()).isEqualTo(Role.VIEWER);
        assertThat(session.scope()).contains(SECOND.toString());
    }

    @ParameterizedTest
    @CsvSource({"acc_01jd8z4m6t01jd8z4m6t01jd8z", "nonsense", "''", "usr_01jd8z4m6t01jd8z4m6t01jd8z"})
    void anAccountOfOthersIsAsAbsentAsNone(String named) {
        var session = session(named, membership(FIRST, Role.OWNER));

        assertThatThrownBy(() -> session.require(Access.MEMBER)).satisfies(failure -> assertCode(failure, "not_found"));
        assertThatThrownBy(session::accountId).satisfies(failure -> assertCode(failure, "not_found"));
        session.require(Access.USER);
    }

    @Test
    void aUserWithoutAnAccountIsStillAUser() {
        var session = session(null);

        session.require(Access.USER);
        assertThat(session.scope()).contains(session.userId().toString());
        assertThatThrownBy(() -> session.require(Access.ANY)).satisfies(failure -> assertCode(failure, "not_found"));
    }

    private static void assertCode(Throwable failure, String code) {
        assertThat(((ProblemException) failure).problem().code()).isEqualTo(code);
    }

    private static Session session(@Nullable String named, Membership... memberships) {
        var row = new Sessions.Row(UUID.randomUUID(), UUID.randomUUID(), Instant.MAX, null);
        return Session.of(new SessionStates.State(row, List.of(memberships), false), named);
    }

    private static Membership membership(UUID account, Role role) {
        return new Membership(account, "My account", Instant.EPOCH, role);
    }
}
