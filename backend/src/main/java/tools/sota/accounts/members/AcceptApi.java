package tools.sota.accounts.members;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.AuthApi.UserView;
import tools.sota.accounts.Door;
import tools.sota.accounts.Role;
import tools.sota.accounts.SessionApi;
import tools.sota.platform.Body;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Fields;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Throttle;

/// `/v1/invitations`, as those who were invited see it: with the token from the mail, and with or without a session.
public final class AcceptApi {
    private static final int LONGEST_TOKEN = 200;

    private final Acceptance acceptance;
    private final Door door;
    private final SessionApi sessions;
    private final Throttle throttle;

    AcceptApi(Acceptance acceptance, Door door, SessionApi sessions, Throttle throttle) {
        this.acceptance = acceptance;
        this.door = door;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    private record OfferView(
            String account,
            String email,
            Role role,
            @Nullable String invitedBy,
            Instant expiresAt,
            boolean hasLogin) {}

    private record JoinedView(String accountId, Role role, UserView user) {}

    private record Form(
            String token,
            @Nullable String password,
            @Nullable String name) {
        @Override
        public String toString() {
            return "Form[…]";
        }
    }

    /// What the link offers. A change in nothing; the token is in the body, because addresses end up in logs.
    public void look(Context ctx) {
        throttle.take(TeamLimit.INVITATION_BY_ADDRESS, ClientAddress.prefix(ctx));
        var offer = acceptance.look(Body.read(ctx, AcceptApi::token));
        unstored(ctx)
                .json(new OfferView(
                        offer.accountName(),
                        offer.email(),
                        offer.role(),
                        offer.invitedBy(),
                        offer.expiresAt(),
                        acceptance.hasLogin(offer)));
    }

    public void accept(Context ctx) {
        throttle.take(TeamLimit.INVITATION_BY_ADDRESS, ClientAddress.prefix(ctx));
        var form = Body.read(
                ctx,
                fields -> new Form(
                        token(fields),
                        fields.optionalText("password", Door.LONGEST_PASSWORD),
                        fields.optionalName("name")));
        var offer = acceptance.look(form.token());
        var session = sessions.read(ctx);
        if (session.isPresent()) {
            var userId = session.get().userId();
            acceptance.join(form.token(), userId);
            answer(ctx, offer, UserView.of(acceptance.user(userId)));
            return;
        }
        var entered = acceptance.enter(form.token(), newcomer(form, offer));
        sessions.write(ctx, entered.tokens());
        answer(ctx, offer, UserView.of(entered.user()));
    }

    private Acceptance.Newcomer newcomer(Form form, Invitation offer) {
        if (acceptance.hasLogin(offer)) {
            throw Problem.STATE_CONFLICT.because(
                    "The address " + offer.email() + " has a log-in. Log in with it and open the link again.");
        }
        var password = form.password();
        if (password == null || password.length() < Door.SHORTEST_PASSWORD) {
            throw bad("must have " + Door.SHORTEST_PASSWORD + " to " + Door.LONGEST_PASSWORD + " characters");
        }
        door.complaint(password, offer.email(), form.name()).ifPresent(complaint -> {
            throw bad(complaint);
        });
        return new Acceptance.Newcomer(password, form.name());
    }

    private static ProblemException bad(String complaint) {
        return Problem.INVALID_PARAMETER
                .because("Password " + complaint + '.')
                .fields(List.of(new ProblemException.FieldError("/password", "password " + complaint)));
    }

    private static void answer(Context ctx, Invitation joined, UserView user) {
        unstored(ctx).json(new JoinedView(Ids.show("acc", joined.accountId()), joined.role(), user));
    }

    private static Context unstored(Context ctx) {
        return ctx.header("Cache-Control", "no-store");
    }

    private static String token(Fields fields) {
        return fields.text("token", 1, LONGEST_TOKEN);
    }
}
