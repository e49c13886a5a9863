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
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key` on a POST: the first answer is kept for a day and replayed to whoever repeats the request.
/// The claim is one insert; a failure that may pass by itself (402, 429, 5xx) gives it back.
public final class Idempotency {
    private static final Duration KEPT = Duration.ofHours(24);
    /// A holder that has not answered by then has died; the next caller takes over.
    private static final Duration LEASE = Duration.ofSeconds(90);

    private static final int LARGEST_ANSWER = 1_000_000;

    private final Jdbi jdbi;
    private final Secrets secrets;
    private final Problems problems;
    private final Clock clock;

    public Idempotency(Database database, Secrets secrets, Problems problems, Clock clock) {
        this.jdbi = database.rows(IdempotencyKeys.Claim.class).jdbi();
        this.secrets = secrets.forPurpose("idempotency");
        this.problems = problems;
        this.clock = clock;
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
            var seal = secrets.forPurpose("answer " + scope + '\n' + key.get());
            new Attempt(id, Digests.sha256(ctx.bodyAsBytes()), seal).run(ctx, handler);
        };
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
        return who + ' ' + ctx.method() + ' ' + ctx.path();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// What was answered: everything a repeat needs.
    private record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            List<String> cookies,
            byte[] body) {}

    private final class Attempt {
        private final byte[] id;
        private final byte[] fingerprint;
        private final Secrets seal;

        Attempt(byte[] id, byte[] fingerprint, Secrets seal) {
            this.id = id;
            this.fingerprint = fingerprint;
            this.seal = seal;
        }

        void run(Context ctx, Handler handler) throws Exception {
            var now = now();
            if (claim(ctx, now)) {
                handle(ctx, handler, now);
            }
        }

        /// True when the work is ours; false when the first answer was replayed.
        private boolean claim(Context ctx, Instant now) {
            if (keys(keys -> keys.claim(id, account(ctx), fingerprint, now)) == 1) {
                return true;
            }
            var first = jdbi.withExtension(IdempotencyKeys.class, keys -> keys.find(id));
            if (first.isEmpty() || isOver(first.get(), now)) {
                var seen = first.map(IdempotencyKeys.Claim::claimedAt).orElse(now);
                return keys(keys -> keys.takeOver(id, fingerprint, seen, now)) == 1 || inFlight();
            }
            replay(ctx, first.get());
            return false;
        }

        private boolean isOver(IdempotencyKeys.Claim claim, Instant now) {
            boolean answered = claim.answer() != null || claim.tooLarge();
            return claim.claimedAt().isBefore(now.minus(answered ? KEPT : LEASE));
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
                write(ctx, open(first.answer()));
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
                kept = keep(ctx, claimedAt);
            } finally {
                if (!kept) {
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
            var answer =
                    new Answer(status, ctx.res().getContentType(), ctx.res().getHeader("Location"), cookies, body);
            var sealed = body.length > LARGEST_ANSWER ? null : seal.seal(Json.bytes(answer));
            return keys(keys -> keys.answer(id, claimedAt, sealed, sealed == null)) == 1;
        }

        private Answer open(byte[] sealed) {
            try {
                return Json.mapper().readValue(seal.open(sealed), Answer.class);
            } catch (IOException e) {
                throw new IllegalStateException("A kept answer cannot be read", e);
            }
        }

        private void write(Context ctx, Answer answer) {
            ctx.status(answer.status()).result(answer.body()).header("Idempotency-Replayed", "true");
            if (answer.contentType() != null) {
                ctx.contentType(answer.contentType());
            }
            if (answer.location() != null) {
                ctx.header("Location", answer.location());
            }
            answer.cookies().forEach(cookie -> ctx.res().addHeader("Set-Cookie", cookie));
        }

        private int keys(java.util.function.ToIntFunction<IdempotencyKeys> work) {
            return jdbi.withExtension(IdempotencyKeys.class, keys -> work.applyAsInt(keys));
        }

        private static @Nullable UUID account(Context ctx) {
            Credential credential = ctx.attribute(Gate.CREDENTIAL);
            return credential == null ? null : credential.accountId();
        }
    }
}
