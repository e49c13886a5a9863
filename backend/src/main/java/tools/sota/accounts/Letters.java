package tools.sota.accounts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.sota.notify.Letter;

/// What the mails of this feature say.
final class Letters {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int MOST_KEYS = 20;

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

    /// A user of the address and the link for it.
    ///
    /// @param user null for an address nobody has
    record Way(Users.@Nullable Candidate user, EmailLinks.Link link) {}

    /// @param ways the one that is most likely meant first
    Letter reset(List<Way> ways) {
        var first = ways.getFirst().link();
        var paragraphs = new ArrayList<>(List.of(
                "Setting it ends every session of your log-in.",
                "If you did not ask for this, ignore the mail. Your password stays as it is."));
        var facts = new ArrayList<Letter.Fact>();
        if (ways.size() > 1) {
            paragraphs.addFirst(
                    "More than one log-in uses this address, and anybody may have made those that are not proved."
                            + " The button is for the first; each has a link of its own.");
            ways.forEach(way -> facts.add(new Letter.Fact(named(way), resetPage(way.link()))));
        }
        facts.add(new Letter.Fact(
                ways.size() > 1 ? "The links work until" : "The link works until", TIME.format(first.expiresAt())));
        return new Letter(
                "Set a new password",
                "The link works once, for an hour.",
                "Set a new password with this link.",
                paragraphs,
                facts,
                new Letter.Button("Set a new password", resetPage(first)),
                "You get this because somebody asked for a new password for this address.");
    }

    private String resetPage(EmailLinks.Link link) {
        return publicUrl + "/app/reset?token=" + link.token();
    }

    private static String named(Way way) {
        var user = Objects.requireNonNull(way.user());
        var standing = (user.paid() ? ", with a paid account" : "") + (user.proven() ? ", proved" : ", not proved");
        return "Log-in made " + TIME.format(user.createdAt()) + standing;
    }

    /// @param ended the keys that ended with the old password
    Letter passwordChanged(Instant at, List<KeysBeforeProof.Named> ended) {
        var paragraphs = new ArrayList<>(
                List.of(
                        "Log in with the new password.",
                        "If it was not you, somebody can read your mail: secure the mailbox first, then set another password."));
        if (!ended.isEmpty()) {
            paragraphs.add(
                    1,
                    "Keys that were made before this address was proved have ended too, because somebody else may have made"
                            + " them. They are below; the dashboard makes new ones under Keys.");
        }
        var facts = new ArrayList<>(List.of(new Letter.Fact("Changed", TIME.format(at))));
        ended.stream()
                .limit(MOST_KEYS)
                .forEach(key -> facts.add(new Letter.Fact("Ended key", key.name() + " (" + key.hint() + ')')));
        if (ended.size() > MOST_KEYS) {
            facts.add(new Letter.Fact("Ended keys", "and " + (ended.size() - MOST_KEYS) + " more"));
        }
        return new Letter(
                "Your password was changed",
                "Every session was ended.",
                "Your password was changed, and every session was ended.",
                paragraphs,
                facts,
                new Letter.Button("Set another password", publicUrl + "/app/forgot"),
                "You get this because the password of your log-in was changed.");
    }
}
