package tools.sota.keys;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;

/// Ends a key that somebody found where it does not belong, and tells its owner. Whatever was sent, the same statements
/// run, a mail is written (to nobody when there is no such key) and a version is published, so that neither the answer
/// nor its time tells whether a key exists. What was sent is hashed and let go.
final class KeyReport {
    private final Jdbi jdbi;
    private final KeyHasher hasher;
    private final KeyVersions versions;
    private final Accounts accounts;
    private final Outbox outbox;
    private final KeyLetters letters;
    private final Ids ids;
    private final Clock clock;

    KeyReport(KeysFeature.Needs needs, KeysFeature.Parts parts) {
        this.jdbi = parts.jdbi();
        this.hasher = parts.hasher();
        this.versions = parts.versions();
        this.accounts = needs.accounts();
        this.outbox = needs.outbox();
        this.letters = parts.letters();
        this.ids = needs.ids();
        this.clock = needs.clock();
    }

    /// Returns when no node passes the key.
    ///
    /// @param presented a secret, or anything else
    void report(KeySecret presented) {
        var hash = hasher.hash(presented);
        var found =
                jdbi.withExtension(Keys.class, keys -> keys.findByHash(hash)).map(KeyRow::key);
        var nobody = new Keys.Changed(ids.next(), ids.next(), 1);
        var owner = accounts.ownerEmail(found.map(Key::accountId).orElse(nobody.accountId()));
        var ended = jdbi.inTransaction(transaction -> {
            var now = clock.instant();
            var revoked = transaction.attach(Keys.class).revokeByHash(hash, EndedBy.REPORT.code(), now);
            var meant = revoked.orElse(nobody);
            var letter = letters.reported(found, meant.accountId(), now);
            var to = revoked.flatMap(key -> owner).orElse(null);
            outbox.add(transaction, new Mail("key_reported:" + meant.id(), "key_reported", to, letter));
            return meant;
        });
        versions.publish(ended.accountId(), ended.id(), ended.version());
    }
}
