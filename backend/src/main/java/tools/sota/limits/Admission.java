package tools.sota.limits;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import tools.sota.platform.Batches;
import tools.sota.platform.Redis;

/// Decides whether a request may run: its key's version, tokens of its buckets, its calls of the period. What waits is
/// decided in one call of Redis, so that many callers share a round trip. Redis is a cache of PostgreSQL here: missing
/// or doubtful state is loaded, never taken for permission. While Redis is down the node decides alone.
public final class Admission implements AutoCloseable {
    private static final int TRIES = 5;
    private static final int WAITING = 20_000;
    private static final int BATCH = 64;

    private final Redis redis;
    private final AdmissionScript script;
    private final QuotaState quotas;
    private final LocalAdmission local;
    private final Clock clock;
    private final Batches<Question> questions;

    private record Question(Attempt attempt, Answered answered) {}

    /// Hears the reply; must not wait.
    @FunctionalInterface
    interface Answered {
        void accept(Reply reply);
    }

    /// Hears a decision; must not wait.
    public interface Decided {
        void decided(Decision decision);

        /// More than one call is needed: ask {@link #admit} from a thread that may wait.
        void undecided();
    }

    Admission(Redis redis, QuotaState quotas, LocalAdmission local, Node node, Clock clock) {
        this.redis = redis;
        this.script = new AdmissionScript(node);
        this.quotas = quotas;
        this.local = local;
        this.clock = clock;
        this.questions = Batches.start("admission", WAITING, BATCH, this::ask);
    }

    /// Asks without waiting.
    public void ask(Attempt attempt, Decided decided) {
        ask(attempt, (Reply reply) -> {
            if (reply instanceof Reply.Decided(var decision)) {
                decided.decided(decision);
            } else {
                decided.undecided();
            }
        });
    }

    /// Asks and waits.
    ///
    /// @throws OutdatedKey when the caller must read its key again, publish its version and come back
    /// @throws Overloaded when too many wait already
    public Decision admit(Attempt attempt) {
        for (int tries = 0; tries < TRIES; tries++) {
            switch (replyTo(attempt)) {
                case Reply.Decided(var decision) -> {
                    return decision;
                }
                case Reply.OutdatedKey() -> throw new OutdatedKey();
                case Reply.MustLoad(var generation) -> load(attempt, generation);
                case Reply.NoAnswer(var failure) -> throw failure;
            }
        }
        throw new Overloaded("The quota of account " + attempt.accountId() + " could not be loaded");
    }

    /// Whether this node decides alone now, and what that may cost.
    public LocalAdmission.Standing standing() {
        return local.standing();
    }

    @Override
    public void close() {
        questions.close();
    }

    private Reply replyTo(Attempt attempt) {
        var reply = new CompletableFuture<Reply>();
        ask(attempt, reply::complete);
        return reply.join();
    }

    private void ask(Attempt attempt, Answered answered) {
        if (!questions.offer(new Question(attempt, answered))) {
            answered.accept(new Reply.NoAnswer(new Overloaded("Too many requests wait to be admitted")));
        }
    }

    private void load(Attempt attempt, String generation) {
        try {
            quotas.load(attempt, generation);
        } catch (Redis.RedisUnavailable e) {
            local.load(attempt);
        }
    }

    private void ask(List<Question> batch) {
        for (var together : redis.isCluster() ? byAccount(batch) : List.of(batch)) {
            var attempts = together.stream().map(Question::attempt).toList();
            answer(together, attempts, replies(attempts));
        }
    }

    private List<Reply> replies(List<Attempt> attempts) {
        try {
            var answers = script.ask(redis, attempts, clock.millis());
            return IntStream.range(0, attempts.size())
                    .mapToObj(at -> AdmissionScript.reply(attempts.get(at), answers.get(at)))
                    .toList();
        } catch (Redis.RedisUnavailable e) {
            // What a lost answer did in Redis is not known; what was not asked did nothing.
            attempts.stream().filter(attempt -> e.getCause() != null).forEach(quotas::doubt);
            return attempts.stream().map(local::decide).toList();
        } catch (RuntimeException e) {
            return Collections.nCopies(attempts.size(), new Reply.NoAnswer(e));
        }
    }

    private void answer(List<Question> batch, List<Attempt> attempts, List<Reply> replies) {
        for (int at = 0; at < batch.size(); at++) {
            if (replies.get(at) instanceof Reply.Decided(var decision)) {
                local.learn(attempts.get(at), decision);
            }
            batch.get(at).answered().accept(replies.get(at));
        }
    }

    private static Collection<List<Question>> byAccount(List<Question> batch) {
        var accounts = new LinkedHashMap<UUID, List<Question>>();
        for (var question : batch) {
            accounts.computeIfAbsent(question.attempt().accountId(), account -> new ArrayList<>())
                    .add(question);
        }
        return accounts.values();
    }

    /// The key has changed since the caller read it, or Redis has lost its version.
    public static final class OutdatedKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutdatedKey() {
            super("The key has changed since it was read", null, false, false);
        }
    }

    /// Nobody can decide now; the caller may come back.
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overloaded(String message) {
            super(message, null, false, false);
        }
    }
}
