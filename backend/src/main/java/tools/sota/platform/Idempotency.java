package tools.sota.platform;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key` on a POST: the first answer is kept for a day and replayed to whoever repeats the request.
/// The claim is one insert; a failure that may pass by itself (402, 429, 5xx) gives it back.
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    /// A holder that has not answered by then has died; the next caller takes over.
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final String ATTEMPT = "idempotency";

    private final Jdbi jdbi;
    private final Secrets secrets;
    private final Problems problems;
    private final Clock clock;
    private final Runnable catchUp;

    /// @param catchUp waits until answers that are on their way to the store have arrived
    public Idempotency(Database database, Secrets secrets, Problems problems, Clock clock, Runnable catchUp) {
        this.jdbi = database.rows(IdempotencyKeys.Claim.class).jdbi();
        this.secrets = secrets.forPurpose("idempotency");
        this.problems = problems;
        this.clock = clock;
        this.catchUp = catchUp;
    }

    /// The handler, run at most once per Idempotency-Key and body.
    public Handler once(Handler handler) {
        return ctx -> {
            var key = key(ctx);
            if (key.isEmpty()) {
                handler.handle(ctx);
                return;
            }
            var scope = scope(ctx);
            var id = secrets.mac(scope + '\n' + key.get());
            var seal = new FirstAnswer.Seal(secrets.forPurpose("answer " + scope + '\n' + key.get()));
            new Attempt(id, Digests.sha256(Body.bytes(ctx)), seal).run(ctx, handler);
        };
    }

    /// The answer to a request that was claimed, for whoever makes it durable together with its effect and takes it to
    /// {@link #keep}; null when the request has no Idempotency-Key.
    public static @Nullable KeptAnswer entrusted(Context ctx, int status, String contentType, byte[] body) {
        Attempt attempt = ctx.attribute(ATTEMPT);
        return attempt == null ? null : attempt.entrust(new FirstAnswer(status, contentType, null, List.of(), body));
    }

    /// The effect was not made after all: the claim may be given back.
    public static void notMade(Context ctx) {
        Attempt attempt = ctx.attribute(ATTEMPT);
        if (attempt != null) {
            attempt.entrusted.set(false);
        }
    }

    /// Writes entrusted answers in the transaction of their effects.
    public static void keep(Handle transaction, List<KeptAnswer> answers) {
        var keys = transaction.attach(IdempotencyKeys.class);
        for (var answer : answers) {
            var sealed = answer.sealed();
            keys.answer(answer.claim(), answer.claimedAt(), sealed, sealed == null);
        }
    }

    public int forgetOld() {
        return jdbi.withExtension(IdempotencyKeys.class, keys -> keys.deleteOlder(now().minus(KEPT)));
    }

    private static Optional<String> key(Context ctx) {
        var header = ctx.header("Idempotency-Key");
        if (header == null) {
            return Optional.empty();
        }
        var bare = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (bare.isEmpty() || bare.length() > 255 || !bare.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            throw Problem.MALFORMED_REQUEST.because("Idempotency-Key must have 1 to 255 printable characters.");
        }
        return Optional.of(bare);
    }

    private static String scope(Context ctx) {
        Credential credential = ctx.attribute(Gate.CREDENTIAL);
        var who = credential == null ? "ip " + ClientAddress.prefix(ctx) : credential.scope();
        return who + ' ' + ctx.method() + ' ' + ctx.path().replaceAll("(?<=.)/+$", "");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private final class Attempt {
        private final byte[] id;
        private final byte[] fingerprint;
        private final FirstAnswer.Seal seal;
        private final AtomicBoolean entrusted = new AtomicBoolean();
        private final AtomicReference<@Nullable Instant> claimed = new AtomicReference<>();

        Attempt(byte[] id, byte[] fingerprint, FirstAnswer.Seal seal) {
            this.id = id;
            this.fingerprint = fingerprint;
            this.seal = seal;
        }

        void run(Context ctx, Handler handler) throws Exception {
            var now = now();
            if (claim(ctx, now)) {
                claimed.set(now);
                ctx.attribute(ATTEMPT, this);
                handle(ctx, handler, now);
            }
        }

        private KeptAnswer entrust(FirstAnswer answer) {
            entrusted.set(true);
            return new KeptAnswer(id, Objects.requireNonNull(claimed.get()), seal.seal(answer));
        }

        /// True when the work is ours; false when the first answer was replayed.
        private boolean claim(Context ctx, Instant now) {
            if (keys(keys -> keys.claim(id, account(ctx), fingerprint, now)) == 1) {
                return true;
            }
            var first = find();
            if (first.isEmpty() || isOver(first.get(), now)) {
                var seen = first.map(IdempotencyKeys.Claim::claimedAt).orElse(now);
                return keys(keys -> keys.takeOver(id, fingerprint, seen, now)) == 1 || inFlight();
            }
            replay(ctx, first.get());
            return false;
        }

        private Optional<IdempotencyKeys.Claim> find() {
            var first = jdbi.withExtension(IdempotencyKeys.class, keys -> keys.find(id));
            if (first.isPresent() && !isAnswered(first.get())) {
                catchUp.run();
                return jdbi.withExtension(IdempotencyKeys.class, keys -> keys.find(id));
            }
            return first;
        }

        private static boolean isAnswered(IdempotencyKeys.Claim claim) {
            return claim.answer() != null || claim.tooLarge();
        }

        private boolean isOver(IdempotencyKeys.Claim claim, Instant now) {
            return claim.claimedAt().isBefore(now.minus(isAnswered(claim) ? KEPT : LEASE));
        }

        private void replay(Context ctx, IdempotencyKeys.Claim first) {
            if (!MessageDigest.isEqual(first.fingerprint(), fingerprint)) {
                throw Problem.IDEMPOTENCY_MISMATCH.because(
                        "This Idempotency-Key came with another body before. Use a new key for a new request.");
            }
            if (first.tooLarge()) {
                throw Problem.ANSWER_NOT_KEPT.because("The request succeeded the first time; read its result instead.");
            }
            if (first.answer() == null) {
                inFlight();
            } else {
                seal.open(first.answer()).write(ctx);
            }
        }

        private boolean inFlight() {
            throw Problem.IDEMPOTENCY_IN_FLIGHT
                    .because("Wait for the first request to end, then repeat this one to get its answer.")
                    .retryAfter(1);
        }

        private void handle(Context ctx, Handler handler, Instant claimedAt) throws Exception {
            boolean kept = false;
            try {
                answer(ctx, handler);
                kept = entrusted.get() || keep(ctx, claimedAt);
            } finally {
                if (!kept && !entrusted.get()) {
                    keys(keys -> keys.giveBack(id, claimedAt));
                }
            }
        }

        private void answer(Context ctx, Handler handler) throws Exception {
            try {
                handler.handle(ctx);
            } catch (ProblemException expected) {
                problems.write(ctx, expected);
            }
        }

        private boolean keep(Context ctx, Instant claimedAt) throws IOException {
            int status = ctx.statusCode();
            if (status >= 500 || status == 402 || status == 429) {
                return false;
            }
            var in = ctx.resultInputStream();
            var body = in == null ? new byte[0] : in.readAllBytes();
            ctx.result(body);
            var cookies = new ArrayList<>(ctx.res().getHeaders("Set-Cookie"));
            var sealed = seal.seal(new FirstAnswer(
                    status, ctx.res().getContentType(), ctx.res().getHeader("Location"), cookies, body));
            return keys(keys -> keys.answer(id, claimedAt, sealed, sealed == null)) == 1;
        }

        private int keys(java.util.function.ToIntFunction<IdempotencyKeys> work) {
            return jdbi.withExtension(IdempotencyKeys.class, keys -> work.applyAsInt(keys));
        }

        private static @Nullable UUID account(Context ctx) {
            Credential credential = ctx.attribute(Gate.CREDENTIAL);
            return credential == null ? null : credential.accountOrNone();
        }
    }
}
