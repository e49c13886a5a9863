package tools.sota.platform;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// One request's claim on its Idempotency-Key: made before the work, and answered, entrusted or given back after it.
public final class IdempotencyClaim {
    static final Duration KEPT = Duration.ofHours(24);
    /// A holder that has not answered by then has died; the next caller takes over.
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final Stores stores;
    private final byte[] id;
    private final @Nullable UUID account;
    private final byte[] fingerprint;
    private final FirstAnswer.Seal seal;
    private final AtomicBoolean entrusted = new AtomicBoolean();
    private final AtomicReference<@Nullable Instant> claimed = new AtomicReference<>();

    /// What all claims stand on.
    ///
    /// @param catchUp waits until answers that are on their way to the store have arrived
    record Stores(Jdbi jdbi, Secrets secrets, Clock clock, Runnable catchUp) {}

    /// Who sends a request under which key.
    ///
    /// @param scope what the key is bound to: account, environment, method and path
    /// @param account null for callers without one
    public record Claimant(String scope, @Nullable UUID account, String key) {}

    IdempotencyClaim(Stores stores, Claimant who, byte[] fingerprint) {
        this.stores = stores;
        this.id = stores.secrets().mac(who.scope() + '\n' + who.key());
        this.account = who.account();
        this.fingerprint = fingerprint;
        this.seal = new FirstAnswer.Seal(stores.secrets().forPurpose("answer " + who.scope() + '\n' + who.key()));
    }

    /// @return the first answer of a request that was made before; empty when the work is ours
    /// @throws ProblemException when the first one is still running, was another one, or was too large to be kept
    public Optional<FirstAnswer> claim() {
        var now = stores.clock().instant().truncatedTo(ChronoUnit.MICROS);
        if (keys(keys -> keys.claim(id, account, fingerprint, now)) == 1) {
            claimed.set(now);
            return Optional.empty();
        }
        var first = find();
        first.ifPresent(claim -> refuseHalfDone(claim, now));
        if (first.isEmpty() || isOver(first.get(), now)) {
            var seen = first.map(IdempotencyKeys.Claim::claimedAt).orElse(now);
            if (keys(keys -> keys.takeOver(id, fingerprint, seen, now)) != 1) {
                throw inFlight();
            }
            claimed.set(now);
            return Optional.empty();
        }
        return Optional.of(answer(first.get()));
    }

    /// The answer, for whoever makes it durable together with its effect.
    public KeptAnswer entrust(FirstAnswer answer) {
        entrusted.set(true);
        return new KeptAnswer(id, claimedAt(), seal.seal(answer));
    }

    /// As {@link #entrust}, for an answer of which only its size is known: it is too large.
    public KeptAnswer entrustNothing() {
        entrusted.set(true);
        return new KeptAnswer(id, claimedAt(), null);
    }

    /// The effect was not made after all: the claim may be given back.
    public void notMade() {
        entrusted.set(false);
    }

    boolean isEntrusted() {
        return entrusted.get();
    }

    /// Keeps an answer without an effect, unless it is of a kind that may pass by itself.
    ///
    /// @return false when the claim is not ours any more, or the answer may pass
    public boolean keep(FirstAnswer answer) {
        if (answer.status() >= 500 || answer.status() == 402 || answer.status() == 429) {
            return false;
        }
        var sealed = seal.seal(answer);
        return keys(keys -> keys.answer(id, claimedAt(), sealed, sealed == null)) == 1;
    }

    /// In the transaction of an effect that must not be made twice: from its commit on a repeat does not run again,
    /// even if
    /// no answer came to be kept.
    ///
    /// @throws ProblemException when somebody has taken over meanwhile; the transaction must not commit
    void effect(Handle transaction) {
        if (transaction.attach(IdempotencyKeys.class).effect(id, claimedAt()) != 1) {
            throw inFlight();
        }
    }

    /// Lets the next request with this key do the work, unless the answer is entrusted to somebody.
    public void giveBack() {
        if (!entrusted.get()) {
            keys(keys -> keys.giveBack(id, claimedAt()));
        }
    }

    private Instant claimedAt() {
        return Objects.requireNonNull(claimed.get(), "Nothing was claimed");
    }

    private Optional<IdempotencyKeys.Claim> find() {
        var first = stores.jdbi().withExtension(IdempotencyKeys.class, keys -> keys.find(id));
        if (first.isPresent() && !isAnswered(first.get())) {
            stores.catchUp().run();
            return stores.jdbi().withExtension(IdempotencyKeys.class, keys -> keys.find(id));
        }
        return first;
    }

    private static boolean isAnswered(IdempotencyKeys.Claim claim) {
        return claim.answer() != null || claim.tooLarge();
    }

    private static boolean isOver(IdempotencyKeys.Claim claim, Instant now) {
        return claim.claimedAt().isBefore(now.minus(isAnswered(claim) ? KEPT : LEASE));
    }

    /// Its holder died between the effect and its answer.
    private static void refuseHalfDone(IdempotencyKeys.Claim claim, Instant now) {
        boolean over = claim.claimedAt().isBefore(now.minus(LEASE));
        if (claim.effectMade()
                && over
                && !isAnswered(claim)
                && claim.claimedAt().isAfter(now.minus(KEPT))) {
            throw notKept();
        }
    }

    private static ProblemException notKept() {
        return Problem.ANSWER_NOT_KEPT.because("The request succeeded the first time; read its result instead.");
    }

    private FirstAnswer answer(IdempotencyKeys.Claim first) {
        if (!MessageDigest.isEqual(first.fingerprint(), fingerprint)) {
            throw Problem.IDEMPOTENCY_MISMATCH.because(
                    "This Idempotency-Key came with another body before. Use a new key for a new request.");
        }
        if (first.tooLarge()) {
            throw notKept();
        }
        if (first.answer() == null) {
            throw inFlight();
        }
        return seal.open(first.answer());
    }

    private static ProblemException inFlight() {
        return Problem.IDEMPOTENCY_IN_FLIGHT
                .because("Wait for the first request to end, then repeat this one to get its answer.")
                .retryAfter(1);
    }

    private int keys(ToIntFunction<IdempotencyKeys> work) {
        return stores.jdbi().withExtension(IdempotencyKeys.class, keys -> work.applyAsInt(keys));
    }
}
