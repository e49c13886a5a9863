package tools.sota.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import tools.sota.notify.Letter;

/// What the mails of this feature say.
final class Letters {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String publicUrl;

    Letters(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    Letter welcome(EmailLinks.Link link) {
        return new Letter(
                "Your test key is ready",
                "Prove this address to lift the first limit of your test key.",
                "Your test key works. Prove this address to keep it.",
                List.of(
                        "The key was shown when you signed up, and the dashboard shows it again under Keys.",
                        "Proving this address lifts the first limit of test keys and lets you make live keys. An account that"
                                + " is neither proved nor paid for is deleted after seven days.",
                        "If you did not sign up, ignore this mail. The account then goes by itself."),
                List.of(new Letter.Fact("The link works until", TIME.format(link.expiresAt()))),
                new Letter.Button("Prove this address", publicUrl + "/app/verify?token=" + link.token()),
                "You get this because somebody signed up with this address.");
    }

    Letter alreadyRegistered() {
        return new Letter(
                "You already have a log-in",
                "Somebody signed up again with this address.",
                "This address already has a log-in.",
                List.of(
                        "Somebody, probably you, signed up with it again. Your log-in, your accounts and your keys are as they"
                                + " were.",
                        "Log in with the password you have. If it is lost, set a new one at " + publicUrl
                                + "/app/forgot.",
                        "If it was not you, there is nothing to do: without this mailbox nobody can use your address."),
                List.of(),
                new Letter.Button("Log in", publicUrl + "/app/login"),
                "You get this because somebody signed up with this address.");
    }

    Letter reset(EmailLinks.Link link) {
        return new Letter(
                "Set a new password",
                "The link works once, for an hour.",
                "Set a new password with this link.",
                List.of(
                        "Setting it ends every session of your log-in.",
                        "If you did not ask for this, ignore the mail. Your password stays as it is."),
                List.of(new Letter.Fact("The link works until", TIME.format(link.expiresAt()))),
                new Letter.Button("Set a new password", publicUrl + "/app/reset?token=" + link.token()),
                "You get this because somebody asked for a new password for this address.");
    }

    Letter passwordChanged(Instant at) {
        return new Letter(
                "Your password was changed",
                "Every session was ended.",
                "Your password was changed, and every session was ended.",
                List.of(
                        "Log in with the new password.",
                        "Test keys that were made before this address was proved have ended too, because somebody else may"
                                + " have made them. The dashboard makes new ones under Keys.",
                        "If it was not you, somebody can read your mail: secure the mailbox first, then set another password."),
                List.of(new Letter.Fact("Changed", TIME.format(at))),
                new Letter.Button("Set another password", publicUrl + "/app/forgot"),
                "You get this because the password of your log-in was changed.");
    }
}
