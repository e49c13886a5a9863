package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.changes.PlanCommand.Kind;
import tools.sota.billing.changes.PlanCommand.Outcome;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.billing.subscriptions.SubscriptionView;
import tools.sota.billing.sync.Backoff;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Changes, ends and resumes an account's subscription, one command at a time. A command is written down before Stripe
/// hears of it; one that Stripe does not answer waits and is carried out by itself, unless a later one takes its place.
final class PlanChanger {
    private static final Logger LOG = LoggerFactory.getLogger(PlanChanger.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));
    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final CurrentSubscription current;
    private final PreviewBook previews;
    private final Turn turn;
    private final PlanDeeds deeds;
    private final CommandLetters letters;
    private final Tools tools;

    /// What every command is made with.
    record Tools(Ids ids, Clock clock) {}

    PlanChanger(
            Jdbi jdbi,
            CurrentSubscription current,
            PreviewBook previews,
            Turn turn,
            PlanDeeds deeds,
            CommandLetters letters,
            Tools tools) {
        this.jdbi = jdbi;
        this.current = current;
        this.previews = previews;
        this.turn = turn;
        this.deeds = deeds;
        this.letters = letters;
        this.tools = tools;
    }

    /// @throws ProblemException `payment_required` when it waits for its payment: nothing has changed then
    SubscriptionView change(UUID account, ChangeWish wish, UUID previewId) {
        var preview = previews.found(account, previewId, wish);
        var command = command(account, Kind.CHANGE, preview, null);
        return given(command);
    }

    SubscriptionView cancel(UUID account, Cancellation why) {
        refuseContract(account);
        return given(command(account, Kind.CANCEL, null, why));
    }

    SubscriptionView resume(UUID account) {
        refuseContract(account);
        return given(command(account, Kind.RESUME, null, null));
    }

    /// What was agreed ends as it was agreed.
    private void refuseContract(UUID account) {
        if (current.holder(account).flatMap(current::contract).isPresent()) {
            throw Problem.STATE_CONFLICT.because(
                    "This plan is by contract, which changes and ends as it was agreed: talk to us.");
        }
    }

    /// Carries out what a crash or an outage left.
    void resumeWaiting() {
        var due = jdbi.withExtension(
                PlanCommands.class, commands -> commands.due(tools.clock().instant(), BATCH));
        for (var command : due) {
            try {
                turn.holding(command.accountId(), read -> again(command, read));
            } catch (ProblemException | StripeRefused e) {
                LOG.info("{} {} was refused after it had waited: {}", command.kind(), command.id(), e.getMessage());
            } catch (RuntimeException e) {
                LOG.warn("{} {} has to wait", command.kind(), command.id(), e);
            }
        }
    }

    private PlanCommand command(UUID account, Kind kind, @Nullable Preview preview, @Nullable Cancellation why) {
        return new PlanCommand(
                tools.ids().next(),
                account,
                kind,
                preview == null ? null : preview.id(),
                preview == null ? null : preview.plan(),
                preview == null ? null : preview.interval(),
                current.holder(account).map(Subscription::id).orElse(null),
                why == null ? null : why.when(),
                why == null ? null : why.reason(),
                why == null ? null : why.comment(),
                tools.clock().instant(),
                1);
    }

    private SubscriptionView given(PlanCommand command) {
        return turn.holding(command.accountId(), read -> {
            write(command);
            attempt(command, read);
            return settled(command);
        });
    }

    private void write(PlanCommand command) {
        jdbi.useTransaction(transaction -> {
            var commands = transaction.attach(PlanCommands.class);
            commands.replace(command.accountId(), command.createdAt());
            commands.insert(command, afterAttempt(command.attempts()));
        });
    }

    private Instant afterAttempt(int attempts) {
        return tools.clock().instant().plus(PAUSES.pause(attempts, ThreadLocalRandom.current()));
    }

    /// Another node may have been quicker, or a later command may have come.
    private boolean again(PlanCommand due, Runnable read) {
        var next = afterAttempt(due.attempts() + 1);
        var command = jdbi.withExtension(PlanCommands.class, commands -> commands.begin(due.id(), next));
        command.ifPresent(one -> attempt(one, read));
        return command.isPresent();
    }

    private void attempt(PlanCommand command, Runnable read) {
        try {
            read.run();
            deeds.carryOut(command);
            read.run();
            finish(command, Outcome.DONE, null);
        } catch (StripeUnavailable e) {
            LOG.warn("Stripe does not answer; {} {} goes on by itself later", command.kind(), command.id(), e);
        } catch (ProblemException | StripeRefused e) {
            finish(command, Outcome.REFUSED, e.getMessage());
            throw e;
        }
    }

    /// Whoever had to wait is not looking any more, and gets a letter.
    private void finish(PlanCommand command, Outcome outcome, @Nullable String refusal) {
        jdbi.useTransaction(transaction -> {
            int finished = transaction
                    .attach(PlanCommands.class)
                    .finish(command.id(), outcome, refusal, tools.clock().instant());
            if (finished > 0 && command.isRepeated()) {
                letters.write(transaction, command, refusal);
            }
        });
    }

    /// A change that waits for its payment refuses only itself: who cancels meanwhile has canceled.
    private SubscriptionView settled(PlanCommand command) {
        var view = current.view(command.accountId());
        var pending = view.pendingChange();
        if (command.kind() == Kind.CHANGE && view.waiting() == null && pending != null && pending.payUrl() != null) {
            throw Problem.PAYMENT_REQUIRED
                    .because("The change to " + pending.plan() + " waits for its payment, and nothing has changed until"
                            + " then; calls made meanwhile count in the new period."
                            + " Open pay_url to confirm or to use another card.")
                    .with("pay_url", pending.payUrl());
        }
        return view;
    }
}
