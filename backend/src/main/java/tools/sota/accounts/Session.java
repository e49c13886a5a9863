package tools.sota.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Access;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// A signed-in user, and the account that the request names or else the first one.
///
/// @param staff whether it is one of our own people
/// @param membership null when the user has no account, or not the one that is named
public record Session(
        UUID sessionId,
        UUID userId,
        boolean staff,
        @Nullable Membership membership) implements Credential {
    @Override
    public UUID id() {
        return userId;
    }

    @Override
    public UUID accountId() {
        return member().accountId();
    }

    @Override
    public @Nullable UUID accountOrNone() {
        return membership == null ? null : membership.accountId();
    }

    public Role role() {
        return member().role();
    }

    @Override
    public String scope() {
        return "session " + userId + ' ' + (membership == null ? "no account" : membership.accountId());
    }

    @Override
    public void require(Access access) {
        switch (access) {
            case PUBLIC, USER -> {}
            case STAFF -> requireStaff();
            case MEMBER, ANY, USAGE -> member();
            case ADMIN -> requireRole(member().role().managesTeam(), "an owner or admin");
            case DEVELOPER -> requireRole(member().role().managesKeys(), "an owner, admin or developer");
            case BILLING -> requireRole(member().role().managesMoney(), "an owner, admin or billing contact");
            case USAGE_WRITE ->
                throw Problem.INSUFFICIENT_SCOPE.because(
                        "Events are sent with a key that has the scope usage:write. Make one in the dashboard.");
            case TOOLS ->
                throw Problem.INSUFFICIENT_SCOPE.because(
                        "The tools are called with a key. Make one in the dashboard and send it as Authorization: Bearer sota_….");
            case VERIFY ->
                throw Problem.INSUFFICIENT_SCOPE.because(
                        "Keys are verified with a service key, which the operator of this server makes.");
        }
    }

    private void requireStaff() {
        if (!staff) {
            throw Problem.INSUFFICIENT_ROLE.because(
                    "This is for the people who run this server: java -jar sota.jar staff add ADDRESS.");
        }
    }

    private void requireRole(boolean allowed, String who) {
        if (!allowed) {
            throw Problem.INSUFFICIENT_ROLE.because("Your role in this account is " + role().code() + ". Ask " + who
                    + " to do this, or an owner to change your role.");
        }
    }

    /// The account it speaks for, and as what.
    public Membership member() {
        if (membership == null) {
            throw notYours();
        }
        return membership;
    }

    /// The same for an account that does not exist and one that belongs to others.
    public static ProblemException notYours() {
        return Problem.NOT_FOUND.because(
                "You belong to no such account. GET /v1/me without Sota-Account lists the ones you belong to.");
    }

    /// @param named what the header `Sota-Account` says; null without it
    static Session of(SessionStates.State state, @Nullable String named) {
        var chosen = state.memberships().stream()
                .filter(membership ->
                        named == null || Ids.show("acc", membership.accountId()).equals(named))
                .findFirst()
                .orElse(null);
        return new Session(state.session().id(), state.session().userId(), state.staff(), chosen);
    }
}
