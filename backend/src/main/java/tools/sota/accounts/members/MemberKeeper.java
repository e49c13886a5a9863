package tools.sota.accounts.members;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Door;
import tools.sota.accounts.Role;
import tools.sota.accounts.Session;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Changes roles and removes members. Every act holds the account's lock, so an account never loses its last owner.
final class MemberKeeper {
    private final Jdbi jdbi;
    private final Door door;
    private final TeamLetters letters;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    MemberKeeper(Jdbi jdbi, Door door, TeamLetters letters, Outbox outbox, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.door = door;
        this.letters = letters;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    List<Member> list(UUID accountId) {
        return jdbi.withExtension(MemberRows.class, rows -> rows.ofAccount(accountId));
    }

    /// @throws ProblemException when the caller's role does not reach that far, or an owner must stay one
    Member change(Session session, UUID userId, Role role) {
        return jdbi.inTransaction(transaction -> {
            var team = Team.lock(transaction, session.accountId());
            var by = team.caller(session);
            var meant = team.find(userId).orElseThrow(MemberKeeper::noSuchMember);
            if (meant.role() == role) {
                return meant;
            }
            requireReach(by, meant.role());
            requireReach(by, role);
            requireAnotherOwner(team, meant);
            transaction.attach(MemberRows.class).change(team.accountId(), userId, role.code());
            endInvitations(transaction, team.accountId(), userId, role);
            door.forget(transaction, userId);
            tell(
                    transaction,
                    by,
                    meant,
                    letters.roleChanged(team.name(), by.email(), meant.role(), role, clock.instant()));
            return new Member(userId, meant.email(), meant.name(), role, meant.joinedAt());
        });
    }

    /// Anybody may leave.
    ///
    /// @throws ProblemException when the caller's role does not reach that far, or an owner must stay
    void remove(Session session, UUID userId) {
        jdbi.useTransaction(transaction -> {
            var team = Team.lock(transaction, session.accountId());
            var by = team.caller(session);
            var meant = team.find(userId).orElseThrow(MemberKeeper::noSuchMember);
            if (!by.equals(meant)) {
                requireReach(by, meant.role());
            }
            requireAnotherOwner(team, meant);
            transaction.attach(MemberRows.class).remove(team.accountId(), userId);
            endInvitations(transaction, team.accountId(), userId, null);
            door.forget(transaction, userId);
            tell(transaction, by, meant, letters.removed(team.name(), by.email(), clock.instant()));
        });
    }

    /// What they may not give any more, their invitations must not give either; or they let themselves in again.
    ///
    /// @param role what they are now; null for nothing
    private void endInvitations(Handle transaction, UUID accountId, UUID userId, @Nullable Role role) {
        var rows = transaction.attach(InvitationRows.class);
        rows.open(accountId).stream()
                .filter(one -> userId.equals(one.inviterId()))
                .filter(one -> role == null || !role.mayGive(one.role()))
                .forEach(one -> rows.revoke(one.id(), clock.instant()));
    }

    private void tell(Handle transaction, Member by, Member meant, Letter letter) {
        if (!by.userId().equals(meant.userId())) {
            outbox.add(transaction, new Mail("team:" + ids.next(), "team", meant.email(), letter));
        }
    }

    private static void requireReach(Member by, Role role) {
        if (!by.role().mayGive(role)) {
            throw Problem.INSUFFICIENT_ROLE.because("Your role in this account is "
                    + by.role().code() + ", which does not reach to the role " + role.code() + ". Ask "
                    + (role == Role.OWNER ? "an owner." : "an owner or admin."));
        }
    }

    private static void requireAnotherOwner(Team team, Member member) {
        if (team.isLastOwner(member)) {
            throw Problem.STATE_CONFLICT.because(
                    "This is the last owner, and an account keeps one. Make somebody else an owner first.");
        }
    }

    static ProblemException noSuchMember() {
        return Problem.NOT_FOUND.because("Nobody in this account has this id. GET /v1/members lists who is in it.");
    }
}
