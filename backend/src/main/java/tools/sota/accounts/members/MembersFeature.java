package tools.sota.accounts.members;

import java.time.Clock;
import java.time.Duration;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.Door;
import tools.sota.accounts.SessionApi;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;
import tools.sota.platform.Throttle;

/// Who belongs to an account, and who is asked in.
///
/// @param expired for the job that deletes old invitations, and the addresses in them
public record MembersFeature(MembersApi members, InvitationsApi invitations, AcceptApi accept, Runnable expired) {
    private static final Duration KEPT = Duration.ofDays(30);

    /// Everything membership stands on.
    ///
    /// @param publicUrl where browsers find us
    public record Needs(
            Database database,
            Accounts accounts,
            Door door,
            SessionApi sessions,
            Seats seats,
            Outbox outbox,
            Throttle throttle,
            Secrets secrets,
            Ids ids,
            Clock clock,
            String publicUrl) {}

    public static MembersFeature create(Needs needs) {
        var jdbi = needs.database().rows(Member.class, Invitation.class).jdbi();
        var clock = needs.clock();
        var hashes = needs.secrets().forPurpose("invitation token");
        var letters = new TeamLetters(needs.publicUrl());
        var keeper = new MemberKeeper(jdbi, needs.door(), letters, needs.outbox(), needs.ids(), clock);
        var inviter = new Inviter(needs, jdbi, letters, hashes);
        var acceptance = new Acceptance(jdbi, needs.accounts(), needs.door(), needs.seats(), hashes, clock);
        return new MembersFeature(
                new MembersApi(keeper, inviter, needs.seats(), clock),
                new InvitationsApi(inviter, clock),
                new AcceptApi(acceptance, needs.door(), needs.sessions(), needs.throttle()),
                () -> jdbi.useExtension(
                        InvitationRows.class,
                        rows -> rows.deleteExpired(clock.instant().minus(KEPT))));
    }
}
