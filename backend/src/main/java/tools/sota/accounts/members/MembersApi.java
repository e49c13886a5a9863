package tools.sota.accounts.members;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Role;
import tools.sota.accounts.Session;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Query;

/// `/v1/members`.
public final class MembersApi {
    private final MemberKeeper keeper;
    private final Inviter inviter;
    private final Seats seats;
    private final Clock clock;

    MembersApi(MemberKeeper keeper, Inviter inviter, Seats seats, Clock clock) {
        this.keeper = keeper;
        this.inviter = inviter;
        this.seats = seats;
        this.clock = clock;
    }

    private record MemberView(
            String id, String email, @Nullable String name, Role role, Instant joinedAt, boolean you) {
        static MemberView of(Member member, UUID caller) {
            return new MemberView(
                    Ids.show("usr", member.userId()),
                    member.email(),
                    member.name(),
                    member.role(),
                    member.joinedAt(),
                    member.userId().equals(caller));
        }
    }

    /// @param limit null without one
    private record SeatsView(@Nullable Integer limit, int members, long invitations) {}

    private record MembersView(List<MemberView> data, SeatsView seats) {}

    public void list(Context ctx) {
        Query.of(ctx);
        var session = Credential.of(ctx, Session.class);
        var members = keeper.list(session.accountId());
        long waiting = Inviter.waiting(inviter.open(session.accountId()), clock.instant());
        ctx.json(new MembersView(
                members.stream()
                        .map(member -> MemberView.of(member, session.userId()))
                        .toList(),
                new SeatsView(seats.of(session.accountId()), members.size(), waiting)));
    }

    public void change(Context ctx) {
        var session = Credential.of(ctx, Session.class);
        var role = Body.read(ctx, fields -> fields.choice("role", Role.class));
        ctx.json(MemberView.of(keeper.change(session, id(ctx), role), session.userId()));
    }

    public void remove(Context ctx) {
        Query.of(ctx);
        keeper.remove(Credential.of(ctx, Session.class), id(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static UUID id(Context ctx) {
        return Ids.parse("usr", ctx.pathParam("id")).orElseThrow(MemberKeeper::noSuchMember);
    }
}
