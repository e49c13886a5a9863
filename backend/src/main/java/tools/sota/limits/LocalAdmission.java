package tools.sota.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.ChangedKeys;
import tools.sota.platform.Environment;
import tools.sota.platform.LocalBuckets;

/// Decides while Redis is down, with what this node knows: buckets of its own at the same rate, each full at first, and
/// the period's calls as they were when Redis was last heard, plus what was admitted here since.
///
/// So a loss of Redis lets through at most one capacity per account and node beyond the rate, and of a quota at most
/// what
/// was left of it once per further node; a single node exceeds no quota. A key that was changed meanwhile is noticed
/// within a second.
public final class LocalAdmission {
    private static final int REMEMBERED = 200_000;

    private final CountedCalls counted;
    private final ChangedKeys changed;
    private final Clock clock;
    private final LocalBuckets buckets = new LocalBuckets();
    private final Cache<Place, Count> counts =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();
    private final AtomicLong decided = new AtomicLong();
    private final AtomicLong overshoot = new AtomicLong();
    private final Set<String> opened = ConcurrentHashMap.newKeySet();
    /// Held while a request looks at its buckets and takes from all of them or from none.
    private final ReentrantLock taking = new ReentrantLock();

    /// What is counted: the account in a period, or one of its keys with a cap.
    private record Place(UUID account, Environment environment, Instant periodStart, String key) {
        static Place of(Attempt attempt, String key) {
            var start = attempt.allowance().period().start();
            return new Place(attempt.accountId(), attempt.environment(), start, key);
        }

        static Place of(Hold hold, String key) {
            return new Place(hold.accountId(), hold.environment(), hold.periodStart(), key);
        }
    }

    /// @param known used and held when Redis was last heard
    /// @param here admitted on this node since
    private record Count(AtomicLong known, AtomicLong here) {
        static Count of(long known) {
            return new Count(new AtomicLong(known), new AtomicLong());
        }

        boolean take(int calls, long most) {
            long after = here.addAndGet(calls);
            if (known.get() + after > most) {
                here.addAndGet(-calls);
                return false;
            }
            return true;
        }

        void giveBack(int calls) {
            here.updateAndGet(now -> Math.max(0, now - calls));
        }
    }

    /// @param since when Redis was lost; null while it answers
    /// @param decided requests admitted by this node alone since then
    /// @param mostOvershoot requests beyond the rate that the loss may have let through on this node
    public record Standing(@Nullable Instant since, long decided, long mostOvershoot) {}

    LocalAdmission(CountedCalls counted, ChangedKeys changed, Clock clock) {
        this.counted = counted;
        this.changed = changed;
        this.clock = clock;
    }

    /// Remembers what Redis said, for the time without it.
    void learn(Attempt attempt, Decision decision) {
        remember(Place.of(attempt, ""), decision.used() + decision.held());
        if (!attempt.cappedKey().isEmpty() && attempt.calls() > 0) {
            remember(Place.of(attempt, attempt.cappedKey()), decision.keyUsed());
        }
    }

    private void remember(Place place, long calls) {
        var count = counts.get(place, missing -> Count.of(0));
        count.known().set(calls);
        count.here().set(0);
    }

    Reply decide(Attempt attempt) {
        if (since.compareAndSet(null, clock.instant())) {
            decided.set(0);
            overshoot.set(0);
            opened.clear();
            buckets.clear();
        }
        var key = attempt.key();
        if (key != null && changed.newest(key.id()) > key.version()) {
            return new Reply.OutdatedKey();
        }
        var account = counts.getIfPresent(Place.of(attempt, ""));
        var alone =
                attempt.cappedKey().isEmpty() ? account : counts.getIfPresent(Place.of(attempt, attempt.cappedKey()));
        if (account == null || alone == null) {
            return new Reply.MustLoad("");
        }
        decided.incrementAndGet();
        return new Reply.Decided(decide(attempt, account, alone));
    }

    private Decision decide(Attempt attempt, Count account, Count alone) {
        var limits = new ArrayList<NamedLimit>();
        limits.add(attempt.allowance().rate());
        limits.addAll(attempt.further());
        var states = new ArrayList<Decision.Bucket>();
        int refusing = take(attempt, limits, states);
        var outcome = refusing < 0 ? hold(attempt, account, alone) : Decision.Outcome.TOO_FAST;
        boolean holds = outcome == Decision.Outcome.ADMITTED && attempt.calls() > 0;
        return new Decision(
                outcome,
                attempt.allowance(),
                states,
                Math.max(0, refusing),
                account.known().get() + account.here().get(),
                0,
                alone.known().get() + alone.here().get(),
                holds ? AdmissionScript.hold(attempt, "") : null,
                "",
                true);
    }

    /// @param states gets how the buckets stand afterwards
    /// @return number of the bucket that lacks the tokens; -1 when all gave theirs
    private int take(Attempt attempt, List<NamedLimit> limits, List<Decision.Bucket> states) {
        long now = clock.millis();
        taking.lock();
        try {
            int refusing = -1;
            for (int number = 0; number < limits.size() && refusing < 0; number++) {
                var bucket = bucket(attempt, limits.get(number), 0, now);
                refusing = bucket.left() < attempt.tokens() ? number : -1;
            }
            for (var limit : limits) {
                states.add(bucket(attempt, limit, refusing < 0 ? attempt.tokens() : 0, now));
            }
            return refusing;
        } finally {
            taking.unlock();
        }
    }

    private Decision.Bucket bucket(Attempt attempt, NamedLimit limit, int tokens, long now) {
        var name = attempt.accountId() + ":" + attempt.bucketOf(limit);
        if (opened.add(name)) {
            overshoot.addAndGet(limit.capacity());
        }
        var taken = buckets.take(name, limit, tokens, now);
        return new Decision.Bucket(limit, taken.left(), Duration.ofMillis(taken.waitMillis()));
    }

    private static Decision.Outcome hold(Attempt attempt, Count account, Count alone) {
        int calls = attempt.calls();
        if (calls == 0) {
            return Decision.Outcome.ADMITTED;
        }
        if (!account.take(calls, attempt.allowance().calls())) {
            return Decision.Outcome.QUOTA_USED_UP;
        }
        var key = attempt.key();
        var cap = key == null ? null : key.cap();
        if (cap != null && !alone.take(calls, cap)) {
            account.giveBack(calls);
            return Decision.Outcome.KEY_CAP_USED_UP;
        }
        return Decision.Outcome.ADMITTED;
    }

    /// Gives back a hold that was not charged.
    void release(Hold hold) {
        for (var key : hold.cappedKey().isEmpty() ? new String[] {""} : new String[] {"", hold.cappedKey()}) {
            var count = counts.getIfPresent(Place.of(hold, key));
            if (count != null) {
                count.giveBack(hold.calls());
            }
        }
    }

    /// Counts an account that was not seen here before, in PostgreSQL.
    void load(Attempt attempt) {
        var start = attempt.allowance().period().start();
        var count = counted.count(attempt.accountId(), attempt.environment(), start);
        counts.asMap().putIfAbsent(Place.of(attempt, ""), Count.of(count.calls()));
        var key = attempt.key();
        if (key != null && key.cap() != null) {
            long calls = count.keys().getOrDefault(key.id(), 0L);
            counts.asMap().putIfAbsent(Place.of(attempt, attempt.cappedKey()), Count.of(calls));
        }
    }

    /// Redis answers again.
    void over() {
        since.set(null);
    }

    Standing standing() {
        return new Standing(since.get(), decided.get(), overshoot.get());
    }
}
