package tools.sota.accounts.members;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.EmailAddress;
import tools.sota.accounts.Role;
import tools.sota.accounts.Session;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;
import tools.sota.platform.Throttle;

/// Asks people into an account. One address is asked once, however often it is typed; an invitation that waits takes a
/// seat, so that whoever is asked can also come.
final class Inviter {
    static final Duration WORKS = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Seats seats;
    private final TeamLetters letters;
    private final Outbox outbox;
    private final Throttle throttle;
    private final Secrets hashes;
    private final Ids ids;
    private final Clock clock;

    Inviter(MembersFeature.Needs needs, Jdbi jdbi, TeamLetters letters, Secrets hashes) {
        this.jdbi = jdbi;
        this.accounts = needs.accounts();
        this.seats = needs.seats();
        this.letters = letters;
        this.outbox = needs.outbox();
        this.throttle = needs.throttle();
        this.hashes = hashes;
        this.ids = needs.ids();
        this.clock = needs.clock();
    }

    /// What came of one address.
    enum Result {
        INVITED,
        ALREADY_INVITED,
        ALREADY_MEMBER,
        NOT_AN_ADDRESS,
        NO_SEAT,
        TOO_OFTEN
    }

    /// @param invitation where one waits now
    record Outcome(String email, Result result, @Nullable Invitation invitation) {
        @Override
        public String toString() {
            return "Outcome[" + result + ']';
        }
    }

    /// @throws ProblemException when the caller may not give the role, or has not proved who they are
    List<Outcome> invite(Session session, List<String> emails, Role role) {
        requireProven(session);
        return jdbi.inTransaction(transaction -> {
            var team = Team.lock(transaction, session.accountId());
            var by = team.caller(session);
            requireReach(by, role);
            var outcomes = new ArrayList<Outcome>();
            for (var email : emails) {
                outcomes.add(invite(transaction, team, by, email, role));
            }
            return outcomes;
        });
    }

    /// @throws ProblemException when it does not wait, has no seat any more, or was mailed too often
    Invitation resend(Session session, UUID id) {
        requireProven(session);
        return jdbi.inTransaction(transaction -> {
            var team = Team.lock(transaction, session.accountId());
            var by = team.caller(session);
            var open = transaction.attach(InvitationRows.class).open(team.accountId());
            var meant = one(open, id);
            requireReach(by, meant.role());
            if (!meant.waits(clock.instant()) && isFull(team, open)) {
                throw noSeat();
            }
            mayBeMailed(team.accountId(), meant.email());
            return send(transaction, team, by, meant.id(), meant.email(), meant.role(), true);
        });
    }

    void revoke(Session session, UUID id) {
        jdbi.useTransaction(transaction -> {
            var team = Team.lock(transaction, session.accountId());
            var by = team.caller(session);
            var rows = transaction.attach(InvitationRows.class);
            var meant = one(rows.open(team.accountId()), id);
            requireReach(by, meant.role());
            rows.revoke(meant.id(), clock.instant());
        });
    }

    /// Those that wait or have run out.
    List<Invitation> open(UUID accountId) {
        return jdbi.withExtension(InvitationRows.class, rows -> rows.open(accountId));
    }

    private Outcome invite(Handle transaction, Team team, Member by, String email, Role role) {
        if (!EmailAddress.isOne(email)) {
            return new Outcome(email, Result.NOT_AN_ADDRESS, null);
        }
        if (team.has(email)) {
            return new Outcome(email, Result.ALREADY_MEMBER, null);
        }
        var open = transaction.attach(InvitationRows.class).open(team.accountId());
        var before = open.stream()
                .filter(one -> one.email().equalsIgnoreCase(email))
                .findFirst()
                .orElse(null);
        if (before != null && before.waits(clock.instant())) {
            return new Outcome(email, Result.ALREADY_INVITED, before);
        }
        if (isFull(team, open)) {
            return new Outcome(email, Result.NO_SEAT, null);
        }
        try {
            mayBeMailed(team.accountId(), email);
        } catch (ProblemException tooOften) {
            return new Outcome(email, Result.TOO_OFTEN, null);
        }
        var id = before == null ? ids.next() : before.id();
        return new Outcome(email, Result.INVITED, send(transaction, team, by, id, email, role, before != null));
    }

    /// @param again whether there is one with this id, whose link then stops working
    private Invitation send(Handle transaction, Team team, Member by, UUID id, String email, Role role, boolean again) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var token = Secrets.randomToken();
        var sent = new InvitationRows.Sent(
                id, team.accountId(), email, role.code(), hashes.mac(token), by.userId(), now, now.plus(WORKS));
        var rows = transaction.attach(InvitationRows.class);
        if (again) {
            rows.sendAgain(sent);
        } else {
            rows.insert(sent);
        }
        var letter = letters.invitation(team.name(), by.email(), role, token, sent.expiresAt());
        outbox.add(transaction, new Mail("invitation:" + ids.next(), "invitation", email, letter));
        return one(rows.open(team.accountId()), id);
    }

    private boolean isFull(Team team, List<Invitation> open) {
        var limit = seats.of(team.accountId());
        return limit != null && team.members().size() + waiting(open, clock.instant()) >= limit;
    }

    static long waiting(List<Invitation> open, Instant now) {
        return open.stream().filter(one -> one.waits(now)).count();
    }

    private void mayBeMailed(UUID accountId, String email) {
        throttle.take(TeamLimit.INVITE_TO_EMAIL, EmailAddress.mailbox(email));
        throttle.take(TeamLimit.INVITE_BY_ACCOUNT, accountId.toString());
    }

    private void requireProven(Session session) {
        if (!accounts.isProven(session.userId())) {
            throw Problem.EMAIL_NOT_PROVEN.because(
                    "Invitations go out in your name, so prove your address first: open the link in the mail you got at sign-up.");
        }
    }

    private static void requireReach(Member by, Role role) {
        if (!by.role().mayGive(role)) {
            throw Problem.INSUFFICIENT_ROLE.because("As " + by.role().code() + " you cannot give the role "
                    + role.code() + ". Choose another, or ask an owner.");
        }
    }

    private static Invitation one(List<Invitation> open, UUID id) {
        return open.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("No invitation with this id waits in this account. GET"
                        + " /v1/invitations lists those that do."));
    }

    static ProblemException noSeat() {
        return Problem.STATE_CONFLICT.because(
                "Every seat of the account's plan is taken. Free one, or move to a plan with more.");
    }
}
