package tools.sota.keys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.sota.notify.Letter;
import tools.sota.platform.Ids;

/// What the mails of this feature say.
final class KeyLetters {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /// As long as a hint, for the letter that goes to nobody.
    private static final String NO_HINT = "sota_live_…0000";

    private final String publicUrl;

    KeyLetters(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /// @param key empty for the letter that goes to nobody
    Letter reported(Optional<Key> key, UUID accountId, Instant at) {
        return new Letter(
                "A leaked key was revoked",
                "Somebody found one of your keys and reported it.",
                "Somebody reported one of your keys as leaked, and it was revoked.",
                List.of(
                        "Whoever reported it had the whole secret, so others may have it too. The key is refused since then;"
                                + " what uses it needs another one.",
                        "Make a new key, and look where the old one was published: a repository, a log, a page, a chat."),
                List.of(
                        new Letter.Fact("Key", key.map(Key::hint).orElse(NO_HINT)),
                        new Letter.Fact("Name", key.map(Key::name).orElse("none")),
                        new Letter.Fact("Revoked", TIME.format(at))),
                new Letter.Button("See your keys", keysPage(accountId)),
                "You get this because you own the account that the key belonged to.");
    }

    /// @param figures a sentence for each rule that was broken
    Letter frozen(Key key, List<String> figures, UnfreezeLinks.Link link, Instant at) {
        var paragraphs = new ArrayList<>(figures);
        paragraphs.add(
                "That looked as if somebody else had the key, so it is refused until you say otherwise. Other keys"
                        + " work as before.");
        paragraphs.add(
                "If this was you, unfreeze the key with the button: the same finding then does not freeze it again"
                        + " for a day. If it was not, leave it frozen, and make a new key in the dashboard: "
                        + keysPage(key.accountId()));
        paragraphs.add("The rule and how to switch it off for a key: " + publicUrl + "/docs/errors/frozen_key");
        return new Letter(
                "One of your keys was frozen",
                "Its use was not what is usual for it.",
                "We froze a key, because its use was not what is usual for it.",
                paragraphs,
                List.of(
                        new Letter.Fact("Key", key.hint()),
                        new Letter.Fact("Name", key.name()),
                        new Letter.Fact("Frozen", TIME.format(at)),
                        new Letter.Fact("The button works until", TIME.format(link.until()))),
                new Letter.Button("It was me: unfreeze the key", publicUrl + "/unfreeze?token=" + link.token()),
                "You get this because you own the account that the key belongs to.");
    }

    private String keysPage(UUID accountId) {
        return publicUrl + "/app/" + Ids.show("acc", accountId) + "/keys";
    }
}
