package tools.sota.accounts.members;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.EmailAddress;
import tools.sota.accounts.Role;
import tools.sota.accounts.Session;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;

/// `/v1/invitations`, as those who invite see it.
public final class InvitationsApi {
    private static final int MOST_AT_ONCE = 50;

    private final Inviter inviter;
    private final Clock clock;

    InvitationsApi(Inviter inviter, Clock clock) {
        this.inviter = inviter;
        this.clock = clock;
    }

    private record InvitationView(
            String id,
            String email,
            Role role,
            @Nullable String invitedBy,
            Instant createdAt,
            Instant sentAt,
            Instant expiresAt,
            boolean expired) {
        static InvitationView of(Invitation invitation, Instant now) {
            return new InvitationView(
                    Ids.show("inv", invitation.id()),
                    invitation.email(),
                    invitation.role(),
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.sentAt(),
                    invitation.expiresAt(),
                    !invitation.waits(now));
        }
    }

    private record Listing(List<InvitationView> data) {}

    /// What came of one address.
    private record OutcomeView(
            String email,
            String result,
            String detail,
            @Nullable InvitationView invitation) {}

    private record Outcomes(List<OutcomeView> data) {}

    private record Wish(List<String> emails, Role role) {}

    public void list(Context ctx) {
        Query.of(ctx);
        var now = clock.instant();
        ctx.json(new Listing(inviter.open(Credential.of(ctx).accountId()).stream()
                .map(one -> InvitationView.of(one, now))
                .toList()));
    }

    public void invite(Context ctx) {
        var session = Credential.of(ctx, Session.class);
        var wish = Body.read(
                ctx,
                fields -> new Wish(
                        fields.texts("emails", 1, MOST_AT_ONCE, EmailAddress.LONGEST),
                        fields.choice("role", Role.class)));
        var outcomes = inviter.invite(session, distinct(wish.emails()), wish.role());
        ctx.json(new Outcomes(outcomes.stream().map(this::view).toList()));
    }

    public void resend(Context ctx) {
        Query.of(ctx);
        var sent = inviter.resend(Credential.of(ctx, Session.class), id(ctx));
        ctx.json(InvitationView.of(sent, clock.instant()));
    }

    public void revoke(Context ctx) {
        Query.of(ctx);
        inviter.revoke(Credential.of(ctx, Session.class), id(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private OutcomeView view(Inviter.Outcome outcome) {
        var invitation = outcome.invitation();
        return new OutcomeView(
                outcome.email(),
                outcome.result().name().toLowerCase(Locale.ROOT),
                words(outcome),
                invitation == null ? null : InvitationView.of(invitation, clock.instant()));
    }

    private static String words(Inviter.Outcome outcome) {
        return switch (outcome.result()) {
            case INVITED -> "The mail is on its way.";
            case ALREADY_INVITED ->
                "Invited before, and the link still works. Nothing was sent; resend it if it is lost.";
            case ALREADY_MEMBER -> "Belongs to the account already.";
            case NOT_AN_ADDRESS -> "Not an e-mail address. Write it like ada@example.com.";
            case NO_SEAT -> "Every seat of the plan is taken. Free one, or move to a plan with more.";
            case TOO_OFTEN -> "Too many mails for today. Try again tomorrow.";
        };
    }

    /// As typed, each address once.
    private static List<String> distinct(List<String> typed) {
        var seen = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        var emails = new ArrayList<String>();
        for (var email : typed) {
            if (seen.add(email.strip())) {
                emails.add(email.strip());
            }
        }
        return emails;
    }

    private static UUID id(Context ctx) {
        return Ids.parse("inv", ctx.pathParam("id"))
                .orElseThrow(() -> Problem.NOT_FOUND.because("No invitation with this id waits in this account. GET"
                        + " /v1/invitations lists those that do."));
    }
}
