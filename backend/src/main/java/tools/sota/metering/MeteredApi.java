package tools.sota.metering;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.keys.KeyCredential;
import tools.sota.limits.Admission;
import tools.sota.limits.Decision;
import tools.sota.limits.LimitHeaders;
import tools.sota.limits.NamedLimit;
import tools.sota.platform.Credential;
import tools.sota.platform.Digests;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Json;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Requests;
import tools.sota.usage.Ledger;

/// Wraps an operation that is paid for. The calls are held while it runs; a 2xx is charged, durably, before its answer
/// leaves; anything else gives them back.
public final class MeteredApi {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredApi.class);

    static final String DECISION = "decision";
    private static final String JSON = "application/json";
    private static final int FINGERPRINT = 16;

    private final Entrance entrance;
    private final Charging charging;

    MeteredApi(Entrance entrance, Charging charging) {
        this.entrance = entrance;
        this.charging = charging;
    }

    /// A paid operation.
    ///
    /// @param product what the ledger row names
    /// @param limits beside the plan's own
    /// @param read reads the request; a problem it throws costs nothing
    /// @param calls what the request costs
    /// @param run does the work; its result is written as JSON
    public record Operation<R>(
            String product, List<NamedLimit> limits, Reader<R> read, ToIntFunction<R> calls, Work<R> run) {}

    /// Reads a request.
    @FunctionalInterface
    public interface Reader<R> {
        R read(Context ctx);
    }

    /// Does the work of an operation.
    @FunctionalInterface
    public interface Work<R> {
        /// @param calls what it costs, for the answer
        Object run(Context ctx, R request, int calls);
    }

    public <R> Handler metered(Operation<R> operation) {
        return ctx -> {
            var caller = Credential.of(ctx, KeyCredential.class);
            R request = read(ctx, caller, operation);
            int calls = operation.calls().applyAsInt(request);
            var passage = admit(ctx, caller, operation, calls);
            charge(ctx, passage, operation, request);
        };
    }

    /// Free requests of keys and sessions take a token too, and show the same headers. So does a paid one that may turn
    /// out to be a replay: it is admitted here before anything is replayed, and holds its calls later.
    public void pass(Context ctx) {
        var credential = Credential.of(ctx);
        var id = Requests.id(ctx);
        refuse(
                ctx,
                credential instanceof KeyCredential caller
                        ? admitted(() -> entrance.admitKey(id, caller, Entrance.Wish.free()))
                        : admitted(() -> entrance.admitSession(id, credential)));
    }

    /// As {@link #pass}, for a service of ours.
    void passService(Context ctx) {
        var service = Credential.of(ctx, KeyCredential.class);
        refuse(ctx, admitted(() -> entrance.admitService(Requests.id(ctx), service)));
    }

    /// What admission said to this request.
    static Decision decision(Context ctx) {
        Decision decision = ctx.attribute(DECISION);
        if (decision == null) {
            throw new IllegalStateException("This request was not admitted");
        }
        return decision;
    }

    /// The bucket counts every request, one that cannot be read as well.
    private <R> R read(Context ctx, KeyCredential caller, Operation<R> operation) {
        try {
            return operation.read().read(ctx);
        } catch (ProblemException unreadable) {
            admit(ctx, caller, operation, 0);
            throw unreadable;
        }
    }

    private Entrance.Passage admit(Context ctx, KeyCredential caller, Operation<?> operation, int calls) {
        ObservedApi.product(ctx, operation.product());
        int tokens = ctx.attribute(DECISION) == null ? 1 : 0;
        var wish = new Entrance.Wish(tokens, calls, operation.limits(), fingerprint(ctx, caller));
        var passage = admitted(() -> entrance.admitKey(Requests.id(ctx), caller, wish));
        refuse(ctx, passage);
        return passage;
    }

    static Entrance.Passage admitted(java.util.function.Supplier<Entrance.Passage> question) {
        try {
            return question.get();
        } catch (Admission.Overloaded e) {
            throw Refusals.overloaded();
        }
    }

    /// Equal work of one key looks alike; a GET may be repeated without a second thought.
    private static String fingerprint(Context ctx, KeyCredential caller) {
        if (!ctx.method().name().equals("POST")) {
            return "";
        }
        var work = (caller.id() + ctx.path() + '\n' + HexFormat.of().formatHex(Digests.sha256(ctx.bodyAsBytes())));
        var digest = Digests.sha256(work.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, FINGERPRINT);
    }

    private void refuse(Context ctx, Entrance.Passage passage) {
        var now = entrance.clock().instant();
        var decision = passage.decision();
        LimitHeaders.write(decision, now, ctx::header);
        ctx.attribute(DECISION, decision);
        if (!decision.admitted()) {
            throw Refusals.of(passage.attempt(), decision, now);
        }
        if (!decision.lookAlike().isEmpty()) {
            ctx.header("Sota-Look-Alike", Charging.shownLookAlike(decision));
        }
    }

    static ProblemException notRecorded(Context ctx, Ledger.NotWritten failure) {
        LOG.warn("Request {} was not recorded: {}", Requests.shownId(ctx), failure.getMessage());
        if (!failure.isUncertain()) {
            Idempotency.notMade(ctx);
        }
        return Refusals.notRecorded();
    }

    private <R> void charge(Context ctx, Entrance.Passage passage, Operation<R> operation, R request) {
        byte @Nullable [] answer = null;
        try {
            answer = Json.bytes(
                    operation.run().run(ctx, request, passage.attempt().calls()));
            var kept = Idempotency.entrusted(ctx, 200, JSON, answer);
            charging.charge(passage, operation.product(), passage.attempt().calls(), kept);
            ctx.status(200).contentType(JSON).result(answer);
        } catch (Ledger.NotWritten e) {
            throw notRecorded(ctx, e);
        } finally {
            if (answer == null) {
                charging.release(passage);
            }
        }
    }
}
