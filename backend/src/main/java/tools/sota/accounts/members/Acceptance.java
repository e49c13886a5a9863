package tools.sota.accounts.members;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.Door;
import tools.sota.accounts.User;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// What the link in an invitation does. Holding it proves the address, for only that mailbox got it: whoever is logged
/// in with the address joins, a stranger chooses a password and joins, and anybody else is told which address is meant.
final class Acceptance {
    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Door door;
    private final Seats seats;
    private final Secrets hashes;
    private final Clock clock;

    Acceptance(Jdbi jdbi, Accounts accounts, Door door, Seats seats, Secrets hashes, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.door = door;
        this.seats = seats;
        this.hashes = hashes;
        this.clock = clock;
    }

    /// What a stranger chooses.
    record Newcomer(String password, @Nullable String name) {
        @Override
        public String toString() {
            return "Newcomer[…]";
        }
    }

    /// @throws ProblemException `token_invalid` when the link does not work
    Invitation look(String token) {
        return jdbi.withExtension(InvitationRows.class, rows -> rows.find(hashes.mac(token)))
                .map(this::usable)
                .orElseThrow(() -> invalid("This link was cut or mistyped, or a newer mail has replaced it. Open the"
                        + " newest invitation from your mail."));
    }

    boolean hasLogin(Invitation invitation) {
        return door.knows(invitation.email());
    }

    /// @throws ProblemException when the link does not work, or the session is of another address
    Invitation join(String token, UUID userId) {
        var seen = look(token);
        var user = accounts.user(userId).orElseThrow();
        if (!user.email().equalsIgnoreCase(seen.email())) {
            throw Problem.STATE_CONFLICT.because(
                    "You are logged in as " + user.email() + ", and this invitation is for " + seen.email()
                            + ". Log out and open the link again, or ask for an invitation to your address.");
        }
        return jdbi.inTransaction(transaction -> {
            var team = redeem(transaction, token);
            door.prove(transaction, userId);
            add(transaction, team, userId);
            return seen;
        });
    }

    /// @throws ProblemException when the link does not work, or the address has got a log-in
    Door.Entered enter(String token, Newcomer newcomer) {
        var seen = look(token);
        var password = door.hash(newcomer.password(), seen.email());
        return jdbi.inTransaction(transaction -> {
            var team = redeem(transaction, token);
            var entered = door.enter(transaction, seen.email(), newcomer.name(), password);
            add(transaction, team, entered.user().id());
            return entered;
        });
    }

    User user(UUID userId) {
        return accounts.user(userId).orElseThrow();
    }

    /// A team that is locked, and the invitation into it that was just used.
    private record Redeemed(Team team, Invitation invitation) {}

    /// The account's lock first, as everywhere; under it the link is looked at again.
    private Redeemed redeem(Handle transaction, String token) {
        var rows = transaction.attach(InvitationRows.class);
        var accountId = look(token).accountId();
        var team = Team.lock(transaction, accountId);
        var invitation = rows.find(hashes.mac(token)).map(this::usable).orElseThrow(() -> invalid("It was replaced."));
        rows.accept(invitation.id(), clock.instant());
        return new Redeemed(team, invitation);
    }

    private void add(Handle transaction, Redeemed redeemed, UUID userId) {
        var team = redeemed.team();
        var limit = seats.of(team.accountId());
        if (team.find(userId).isEmpty() && limit != null && team.members().size() >= limit) {
            throw Problem.STATE_CONFLICT.because(
                    "Every seat of this account is taken by now. Ask whoever invited you to free one; the link keeps working.");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        transaction
                .attach(MemberRows.class)
                .add(team.accountId(), userId, redeemed.invitation().role().code(), now);
        door.forget(transaction, userId);
    }

    private Invitation usable(Invitation invitation) {
        if (invitation.acceptedAt() != null) {
            throw invalid("This link was used already, and each works once. Log in to open the account.");
        }
        if (invitation.revokedAt() != null) {
            throw invalid("This invitation was taken back. Ask whoever sent it for another.");
        }
        if (!invitation.waits(clock.instant())) {
            throw invalid("This link worked for seven days. Ask whoever sent it for another.");
        }
        return invitation;
    }

    private static ProblemException invalid(String detail) {
        return Problem.TOKEN_INVALID.because(detail);
    }
}
