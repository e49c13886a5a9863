package tools.sota.metering;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.keys.KeyCredential;
import tools.sota.limits.Admission;
import tools.sota.limits.Decision;
import tools.sota.limits.LimitHeaders;
import tools.sota.platform.Credential;
import tools.sota.platform.Json;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Requests;
import tools.sota.usage.Charge;
import tools.sota.usage.Ledger;

/// Wraps an operation that is paid for. The calls are held while it runs; a 2xx is charged, durably, before its answer
/// leaves; anything else gives them back.
public final class MeteredApi {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredApi.class);

    private final Entrance entrance;
    private final Admission admission;
    private final Ledger ledger;
    private final Settling settling;

    MeteredApi(Entrance entrance, Admission admission, Ledger ledger, Settling settling) {
        this.entrance = entrance;
        this.admission = admission;
        this.ledger = ledger;
        this.settling = settling;
    }

    /// A paid operation.
    ///
    /// @param product what the ledger row names
    /// @param read reads the request; a problem it throws costs nothing
    /// @param calls what the request costs
    /// @param run does the work; its result is written as JSON
    public record Operation<R>(String product, Reader<R> read, ToIntFunction<R> calls, Work<R> run) {}

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
            var passage = admit(ctx, caller, calls);
            charge(ctx, caller, passage, operation, request);
        };
    }

    /// Free requests of keys and sessions take a token too, and show the same headers.
    public void pass(Context ctx) {
        var credential = Credential.of(ctx);
        var id = Requests.id(ctx);
        refuse(
                ctx,
                credential instanceof KeyCredential caller
                        ? entrance.admitKey(id, caller, 0)
                        : entrance.admitSession(id, credential));
    }

    /// What admission said to this request.
    static Decision decision(Context ctx) {
        Decision decision = ctx.attribute(Decision.class.getName());
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
            admit(ctx, caller, 0);
            throw unreadable;
        }
    }

    private Entrance.Passage admit(Context ctx, KeyCredential caller, int calls) {
        var passage = entrance.admitKey(Requests.id(ctx), caller, calls);
        refuse(ctx, passage);
        return passage;
    }

    private void refuse(Context ctx, Entrance.Passage passage) {
        var now = entrance.clock().instant();
        var decision = passage.decision();
        LimitHeaders.of(decision, now).forEach(ctx::header);
        ctx.attribute(Decision.class.getName(), decision);
        if (decision.outcome() != Decision.Outcome.ADMITTED) {
            throw Refusals.of(passage.attempt(), decision, now);
        }
    }

    private <R> void charge(
            Context ctx, KeyCredential caller, Entrance.Passage passage, Operation<R> operation, R request) {
        boolean charged = false;
        try {
            int calls = passage.attempt().calls();
            var answer = Json.bytes(operation.run().run(ctx, request, calls));
            long transaction = ledger.append(charge(ctx, caller, passage, operation.product()));
            charged = true;
            settling.later(() -> admission.charged(passage.attempt(), transaction));
            ctx.status(200).contentType("application/json").result(answer);
        } catch (Ledger.NotWritten e) {
            charged = true;
            LOG.warn("{}; its hold stays until it ends and the count is made anew", e.getMessage());
            throw Problem.OVERLOADED
                    .because(
                            "The call could not be recorded, so it was not answered. Try again with the same Idempotency-Key.")
                    .retryAfter(2);
        } finally {
            if (!charged) {
                settling.later(() -> admission.release(passage.attempt()));
            }
        }
    }

    private Charge charge(Context ctx, KeyCredential caller, Entrance.Passage passage, String product) {
        var attempt = passage.attempt();
        return new Charge(
                attempt.requestId(),
                attempt.accountId(),
                attempt.environment(),
                caller.id(),
                product,
                attempt.calls(),
                200,
                Requests.at(ctx),
                attempt.allowance().period().start());
    }
}
