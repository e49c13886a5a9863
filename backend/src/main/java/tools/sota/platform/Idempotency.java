package tools.sota.platform;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key` on a POST: the first answer is kept for a day and replayed to whoever repeats the request.
/// The claim is one insert; a failure that may pass by itself (402, 429, 5xx) gives it back.
public final class Idempotency {
    private static final ScopedValue<IdempotencyClaim> CURRENT = ScopedValue.newInstance();
    private static final String CLAIM = "idempotency";
    private static final String PASSES = "idempotency-passes";

    private final IdempotencyClaim.Stores stores;
    private final Problems problems;

    /// @param catchUp waits until answers that are on their way to the store have arrived
    public Idempotency(Database database, Secrets secrets, Problems problems, Clock clock, Runnable catchUp) {
        var jdbi = database.rows(IdempotencyKeys.Claim.class).jdbi();
        this.stores = new IdempotencyClaim.Stores(jdbi, secrets.forPurpose("idempotency"), clock, catchUp);
        this.problems = problems;
    }

    /// The handler, run at most once per Idempotency-Key and body.
    public Handler once(Handler handler) {
        return ctx -> {
            var key = key(ctx.header("Idempotency-Key"));
            if (key.isEmpty()) {
                handler.handle(ctx);
            } else {
                once(ctx, new IdempotencyClaim.Claimant(scope(ctx), account(ctx), key.get()), handler);
            }
        };
    }

    /// As {@link #once(Handler)}, for a key that is not in the header.
    public void once(Context ctx, IdempotencyClaim.Claimant who, Handler handler) throws Exception {
        var claim = claim(who, Digests.sha256(Body.bytes(ctx)));
        var first = claim.claim();
        if (first.isPresent()) {
            first.get().write(ctx);
            return;
        }
        ctx.attribute(CLAIM, claim);
        boolean kept = false;
        try {
            kept = ScopedValue.where(CURRENT, claim).call(() -> answerAndKeep(ctx, handler, claim));
        } finally {
            if (!kept) {
                claim.giveBack();
            }
        }
    }

    /// A claim of a request that has no context.
    ///
    /// @param fingerprint of everything that must be the same in a repeat
    public IdempotencyClaim claim(IdempotencyClaim.Claimant who, byte[] fingerprint) {
        return new IdempotencyClaim(stores, who, fingerprint);
    }

    /// Marks the claim of the request that is being handled, if it has one, in the transaction of its effect. Whoever
    /// makes
    /// something that a repeat would make twice calls this.
    public static void effect(Handle transaction) {
        if (CURRENT.isBound()) {
            CURRENT.get().effect(transaction);
        }
    }

    /// The answer to a request that was claimed, for whoever makes it durable together with its effect and takes it to
    /// {@link #keep}; null when the request has no Idempotency-Key.
    public static @Nullable KeptAnswer entrusted(Context ctx, int status, String contentType, byte[] body) {
        IdempotencyClaim claim = ctx.attribute(CLAIM);
        return claim == null
                ? null
                : claim.entrust(new FirstAnswer(status, contentType, null, List.of(), List.of(), body));
    }

    /// The effect was not made after all: the claim may be given back.
    public static void notMade(Context ctx) {
        IdempotencyClaim claim = ctx.attribute(CLAIM);
        if (claim != null) {
            claim.notMade();
        }
    }

    /// This answer may pass by itself, whatever its status: it is not kept.
    public static void mayPass(Context ctx) {
        ctx.attribute(PASSES, true);
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
        var before = stores.clock().instant().minus(IdempotencyClaim.KEPT);
        return stores.jdbi().withExtension(IdempotencyKeys.class, keys -> keys.deleteOlder(before));
    }

    /// What the header says, quoted or bare; empty when it is absent.
    ///
    /// @throws ProblemException when it is none
    public static Optional<String> key(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var bare = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (!isKey(bare)) {
            throw Problem.MALFORMED_REQUEST.because("Idempotency-Key must have 1 to 255 printable characters.");
        }
        return Optional.of(bare);
    }

    /// Whether it has 1 to 255 printable characters.
    public static boolean isKey(String bare) {
        return !bare.isEmpty() && bare.length() <= 255 && bare.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static String scope(Context ctx) {
        Credential credential = ctx.attribute(Gate.CREDENTIAL);
        var who = credential == null ? "ip " + ClientAddress.prefix(ctx) : credential.scope();
        return who + ' ' + ctx.method() + ' ' + ctx.path().replaceAll("(?<=.)/+$", "");
    }

    private boolean answerAndKeep(Context ctx, Handler handler, IdempotencyClaim claim) throws Exception {
        answer(ctx, handler);
        return claim.isEntrusted() || (ctx.attribute(PASSES) == null && claim.keep(answerOf(ctx)));
    }

    private void answer(Context ctx, Handler handler) throws Exception {
        try {
            handler.handle(ctx);
        } catch (ProblemException expected) {
            problems.write(ctx, expected);
        }
    }

    private static FirstAnswer answerOf(Context ctx) throws IOException {
        var in = ctx.resultInputStream();
        var body = in == null ? new byte[0] : in.readAllBytes();
        ctx.result(body);
        var cookies = new ArrayList<>(ctx.res().getHeaders("Set-Cookie"));
        return new FirstAnswer(
                ctx.statusCode(),
                ctx.res().getContentType(),
                ctx.res().getHeader("Location"),
                cookies,
                List.of(),
                body);
    }

    private static @Nullable UUID account(Context ctx) {
        Credential credential = ctx.attribute(Gate.CREDENTIAL);
        return credential == null ? null : credential.accountOrNone();
    }
}
