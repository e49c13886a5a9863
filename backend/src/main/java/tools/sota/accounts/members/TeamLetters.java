package tools.sota.accounts.members;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.sota.accounts.Role;
import tools.sota.notify.Letter;

/// What the mails about belonging to an account say. Who writes is named by a proved address alone: nothing that a
/// stranger may choose gets into a mail of ours.
final class TeamLetters {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String publicUrl;

    TeamLetters(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    Letter invitation(String account, String inviter, Role role, String token, Instant until) {
        return new Letter(
                "You are invited to a team",
                "The link works once, for seven days.",
                inviter + " invites you to their account on SOTA Tools.",
                List.of(
                        "As " + role.code() + " you " + may(role) + '.',
                        "The link also proves your address, so there is no second mail. If you have no log-in, you choose"
                                + " a password there.",
                        "If you do not know the sender, ignore this mail. Nothing happens until you accept."),
                List.of(
                        new Letter.Fact("Account", account),
                        new Letter.Fact("Your role", role.code()),
                        new Letter.Fact("The link works until", TIME.format(until))),
                new Letter.Button("See the invitation", publicUrl + "/app/invitation?token=" + token),
                "You get this because " + inviter + " typed this address.");
    }

    Letter roleChanged(String account, String by, Role before, Role after, Instant at) {
        return new Letter(
                "Your role was changed",
                "You are " + after.code() + " now.",
                "You are " + after.code() + " in an account now.",
                List.of("From now on you " + may(after) + '.', "If that is not right, ask " + by + '.'),
                List.of(
                        new Letter.Fact("Account", account),
                        new Letter.Fact("Before", before.code()),
                        new Letter.Fact("Now", after.code()),
                        new Letter.Fact("Changed by", by),
                        new Letter.Fact("Changed", TIME.format(at))),
                new Letter.Button("Open the dashboard", publicUrl + "/app"),
                "You get this because you belong to this account.");
    }

    Letter removed(String account, String by, Instant at) {
        return new Letter(
                "You were removed from a team",
                "You cannot open the account any more.",
                "You do not belong to an account any more.",
                List.of(
                        "You cannot open it any more. Your log-in and your other accounts are as they were.",
                        "Keys you made for the account belong to it and keep working there.",
                        "If that is not right, ask " + by + '.'),
                List.of(
                        new Letter.Fact("Account", account),
                        new Letter.Fact("Removed by", by),
                        new Letter.Fact("Removed", TIME.format(at))),
                null,
                "You get this because you belonged to this account.");
    }

    private static String may(Role role) {
        return switch (role) {
            case OWNER -> "may do everything, the choice of owners included";
            case ADMIN -> "may do everything but choose owners";
            case DEVELOPER -> "may make and end keys and see all that is counted, but spend no money";
            case BILLING -> "may choose the plan and pay for it, but not touch keys";
            case VIEWER -> "may see everything and change nothing";
        };
    }
}
