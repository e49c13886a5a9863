package tools.sota.billing.trials;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.EmailAddress;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// A trial is had once: by an account, by an owner's proven address, and by a card. What is kept of them are keyed
/// hashes, so that it can outlive the account without naming anybody.
public final class Trials {
    private static final String ACCOUNT = "account";
    private static final String CARD = "card";
    private static final String OWNER = "owner";

    private final Jdbi jdbi;
    private final Accounts accounts;
    private final Secrets secrets;
    private final Clock clock;

    public Trials(Jdbi jdbi, Accounts accounts, Secrets secrets, Clock clock) {
        this.jdbi = jdbi;
        this.accounts = accounts;
        this.secrets = secrets.forPurpose("trial-use");
        this.clock = clock;
    }

    /// The mark of the owner who asks, before any card is known.
    ///
    /// @throws ProblemException when nobody has proved to own the account, or a trial was had before
    public String ownerMark(UUID account) {
        var email = accounts.provenOwnerEmail(account)
                .orElseThrow(
                        () -> Problem.EMAIL_NOT_PROVEN.because(
                                "A trial is for an owner whose e-mail is proved. Open the link we sent, or start without a trial."));
        var owner = mark(EmailAddress.mailbox(email));
        if (isUsed(OWNER, owner) || isUsed(ACCOUNT, mark(account.toString()))) {
            throw Problem.STATE_CONFLICT.because(
                    "This owner or account has had a trial already. Start the plan without one.");
        }
        return owner;
    }

    /// Takes the trial for this subscription; repeats change nothing. Two who claim at once wait for each other here.
    ///
    /// @param fingerprint Stripe's of the card; null when there is none yet
    /// @return false when any of them had a trial with another subscription; nothing is then kept of this one
    public boolean claim(UUID account, String owner, @Nullable String fingerprint, String subscription) {
        var marks = marks(account, owner, fingerprint);
        return jdbi.inTransaction(transaction -> {
            var table = transaction.attach(TrialUses.class);
            marks.forEach((kind, mark) -> table.claim(kind, mark, account, subscription, clock.instant()));
            boolean isOurs =
                    marks.entrySet().stream().allMatch(it -> table.isOf(it.getKey(), it.getValue(), subscription));
            if (!isOurs) {
                transaction.rollback();
            }
            return isOurs;
        });
    }

    /// Sorted, so that two who claim the same never wait for each other in a circle.
    private SortedMap<String, String> marks(UUID account, String owner, @Nullable String fingerprint) {
        var marks = new TreeMap<String, String>();
        marks.put(ACCOUNT, mark(account.toString()));
        marks.put(OWNER, owner);
        Optional.ofNullable(fingerprint).ifPresent(card -> marks.put(CARD, mark(card)));
        return marks;
    }

    private boolean isUsed(String kind, String mark) {
        return jdbi.withExtension(TrialUses.class, table -> table.isUsed(kind, mark));
    }

    private String mark(String of) {
        return HexFormat.of().formatHex(secrets.mac(of.getBytes(StandardCharsets.UTF_8)));
    }
}
