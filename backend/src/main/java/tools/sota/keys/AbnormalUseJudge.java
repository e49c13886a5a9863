package tools.sota.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.FreezeRule;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;

/// Freezes the keys whose use crosses the rule that {@link AbnormalUse} states.
final class AbnormalUseJudge {
    private static final Logger LOG = LoggerFactory.getLogger(AbnormalUseJudge.class);
    private static final Duration UNDO_HOLDS = Duration.ofHours(24);

    private final FreezeRule rule;
    private final Jdbi jdbi;
    private final KeyHabits habits;
    private final KeyVersions versions;
    private final UnfreezeLinks links;
    private final KeyLetters letters;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    AbnormalUseJudge(KeysFeature.Needs needs, KeysFeature.Parts parts, KeyHabits habits) {
        this.rule = needs.freezeRule();
        this.jdbi = parts.jdbi();
        this.habits = habits;
        this.versions = parts.versions();
        this.links = parts.links();
        this.letters = parts.letters();
        this.accounts = needs.accounts();
        this.outbox = needs.outbox();
        this.ids = needs.ids();
        this.clock = needs.clock();
    }

    void judge(AbnormalUse.Hour hour) {
        hour.uses().forEach((keyId, use) -> {
            if (Crossing.isPossible(rule, use)) {
                judgeQuietly(keyId, use);
            }
        });
    }

    /// One key that cannot be judged keeps no other from it.
    private void judgeQuietly(UUID keyId, KeyUse use) {
        try {
            judge(keyId, use);
        } catch (RuntimeException e) {
            LOG.warn("The use of key {} could not be judged; the next minute tries again", keyId, e);
        }
    }

    private void judge(UUID keyId, KeyUse use) {
        var habit = habits.of(keyId);
        var crossings = Crossing.of(rule, use, habit, habits.countNew(keyId, use.ranges()));
        if (!crossings.isEmpty()) {
            freeze(keyId, crossings);
        }
    }

    private void freeze(UUID keyId, List<Crossing> crossings) {
        var found = jdbi.withExtension(Keys.class, keys -> keys.findById(keyId)).map(KeyRow::key);
        if (found.filter(this::isJudged).isEmpty()) {
            return;
        }
        var accountId = found.get().accountId();
        var owner = accounts.ownerEmail(accountId);
        var frozen = jdbi.inTransaction(transaction -> {
            var key = KeyEditor.lock(transaction, accountId, keyId);
            return isJudged(key) ? freeze(transaction, key, crossings, owner) : Optional.<Key>empty();
        });
        frozen.ifPresent(versions::publishQuietly);
    }

    private Optional<Key> freeze(Handle transaction, Key key, List<Crossing> crossings, Optional<String> owner) {
        var now = clock.instant();
        var undone = transaction.attach(Findings.class).undoneRules(key.id(), now.minus(UNDO_HOLDS));
        var broken = crossings.stream()
                .filter(crossing -> !undone.contains(crossing.which().code()))
                .toList();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        transaction.attach(Keys.class).freeze(key.id(), FrozenBy.ABNORMAL_USE.code(), now);
        tell(transaction, key, broken, owner);
        return Optional.of(KeyEditor.lock(transaction, key.accountId(), key.id()));
    }

    private void tell(Handle transaction, Key key, List<Crossing> broken, Optional<String> owner) {
        var now = clock.instant();
        var finding = ids.next();
        var rules = broken.stream().map(crossing -> crossing.which().code()).toList();
        var figures = broken.stream().map(Crossing::sentence).toList();
        transaction.attach(Findings.class).insert(finding, key.accountId(), key.id(), rules, figures, now);
        var letter = letters.frozen(key, figures, links.make(finding, now), now);
        outbox.add(transaction, new Mail("key_frozen:" + finding, "key_frozen", owner.orElse(null), letter));
        LOG.warn("Key {} of account {} is frozen for abnormal use: {}", key.id(), key.accountId(), figures);
    }

    private boolean isJudged(Key key) {
        return key.environment() == Environment.LIVE
                && key.settings().freezeOnAbnormalUse()
                && key.status(clock.instant()).equals("active");
    }
}
