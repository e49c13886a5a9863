package tools.sota.keys;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.FreezeRule;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Redis;
import tools.sota.platform.Secrets;
import tools.sota.platform.Throttle;

/// The parts of the feature that others use.
///
/// @param open what needs no credential
/// @param abnormalUse hears of each request of a key
/// @param watch judges what was heard; to be closed before the database
public record KeysFeature(
        KeysApi api,
        PublicKeysApi open,
        KeyIssuer issuer,
        KeyCredentials credentials,
        KeyVerifier verifier,
        KeyVersions versions,
        AbnormalUse abnormalUse,
        AbnormalUseWatch watch) {
    /// Everything keys stand on.
    ///
    /// @param publicUrl where browsers find us
    public record Needs(
            Database database,
            Redis redis,
            Accounts accounts,
            Outbox outbox,
            Throttle throttle,
            FreezeRule freezeRule,
            Secrets pepper,
            Secrets secrets,
            Ids ids,
            Clock clock,
            String publicUrl) {
        Predicate<UUID> mayHoldLiveKeys() {
            return accounts::mayHoldLiveKeys;
        }
    }

    /// What several use cases share.
    record Parts(Jdbi jdbi, KeyHasher hasher, KeyVersions versions, UnfreezeLinks links, KeyLetters letters) {
        static Parts of(Needs needs) {
            var jdbi = needs.database()
                    .rows(KeyRow.class, Keys.Changed.class, Keys.Revoked.class, Habits.Habit.class, Findings.Row.class)
                    .jdbi();
            return new Parts(
                    jdbi,
                    new KeyHasher(needs.pepper(), needs.secrets()),
                    new KeyVersions(jdbi, needs.redis()),
                    new UnfreezeLinks(needs.secrets()),
                    new KeyLetters(needs.publicUrl()));
        }
    }

    public static KeysFeature create(Needs needs) {
        var parts = Parts.of(needs);
        var jdbi = parts.jdbi();
        var clock = needs.clock();
        var issuer = new KeyIssuer(jdbi, parts.hasher(), needs.ids(), clock, needs.mayHoldLiveKeys());
        var verifier = new KeyVerifier(needs.database().hurried(), parts.hasher(), parts.versions(), clock);
        var editor = new KeyEditor(jdbi, parts.versions(), clock);
        var undo = new Undo(jdbi, parts.links(), editor, clock);
        var use = new AbnormalUse(clock);
        var habits = new KeyHabits(jdbi, clock);
        return new KeysFeature(
                new KeysApi(jdbi, issuer, editor, parts.hasher(), new Pages(needs.secrets()), clock),
                new PublicKeysApi(new KeyReport(needs, parts), undo, needs.throttle()),
                issuer,
                new KeyCredentials(verifier),
                verifier,
                parts.versions(),
                use,
                new AbnormalUseWatch(use, new AbnormalUseJudge(needs, parts, habits), habits, clock));
    }
}
