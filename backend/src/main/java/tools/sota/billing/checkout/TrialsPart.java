package tools.sota.billing.checkout;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.trials.Trials;

/// Judges a trial once its page is completed, for only then the card is known. One that was had before is ended at
/// once:
/// the page said that nothing is charged today, so nothing is. It comes before the part that reads subscriptions, which
/// then finds it ended.
final class TrialsPart implements SyncPart {
    private static final Logger LOG = LoggerFactory.getLogger(TrialsPart.class);

    private final Jdbi jdbi;
    private final StripeDesk stripe;
    private final Trials trials;
    private final TrialLetters letters;
    private final Clock clock;

    TrialsPart(Jdbi jdbi, StripeDesk stripe, Trials trials, TrialLetters letters, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.trials = trials;
        this.letters = letters;
        this.clock = clock;
    }

    private record Verdict(String checkout, String subscription, boolean isGranted) {}

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        var verdicts = new ArrayList<Verdict>();
        for (var one : jdbi.withExtension(Checkouts.class, table -> table.unjudgedTrials(account))) {
            var session = session(one.id());
            if (session.getSubscriptionObject() != null) {
                verdicts.add(judged(account, one, session));
            }
        }
        return transaction -> write(transaction, account, verdicts);
    }

    private Session session(String id) {
        var whole = SessionRetrieveParams.builder()
                .addExpand("subscription.default_payment_method")
                .build();
        return stripe.ask(v1 -> v1.checkout().sessions().retrieve(id, whole));
    }

    /// A crash between the claim and the end finds the same verdict again, and ending is done once.
    private Verdict judged(UUID account, Checkouts.Unjudged one, Session session) {
        var subscription = Objects.requireNonNull(session.getSubscriptionObject());
        boolean isGranted = trials.claim(account, one.trialOwner(), fingerprint(subscription), subscription.getId());
        if (!isGranted && !"canceled".equals(subscription.getStatus())) {
            LOG.info("Account {} asked for another trial, {}: ended, nothing charged", account, subscription.getId());
            stripe.tell(v1 -> v1.subscriptions().cancel(subscription.getId()));
        }
        return new Verdict(one.id(), subscription.getId(), isGranted);
    }

    private static @Nullable String fingerprint(com.stripe.model.Subscription subscription) {
        var method = subscription.getDefaultPaymentMethodObject();
        return method == null || method.getCard() == null
                ? null
                : method.getCard().getFingerprint();
    }

    private void write(Handle transaction, UUID account, List<Verdict> verdicts) {
        var now = clock.instant();
        var table = transaction.attach(Checkouts.class);
        for (var one : verdicts) {
            table.judgeTrial(one.checkout(), now, one.isGranted() ? null : now);
            if (!one.isGranted()) {
                letters.refused(transaction, account, one.subscription());
            }
        }
        remind(transaction, table, account, now);
    }

    private void remind(Handle transaction, Checkouts table, UUID account, Instant now) {
        table.endingTrials(account, now, now.plus(TrialLetters.NOTICE))
                .forEach(ending -> letters.ending(transaction, account, ending));
    }
}
