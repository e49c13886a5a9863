package tools.sota.metering;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import tools.sota.keys.Key;
import tools.sota.keys.KeyVerifier;
import tools.sota.keys.Verdict;
import tools.sota.limits.Admission;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Body;
import tools.sota.platform.Idempotency;
import tools.sota.platform.IdempotencyClaim;
import tools.sota.platform.Json;
import tools.sota.platform.Problem;
import tools.sota.platform.Requests;
import tools.sota.usage.Ledger;

/// `POST /v1/keys/verify`: the operator's other services ask whether a key may do something, and charge its account in
/// the same call. What refuses the key is an answer, not a failure; the service itself is limited, and never charged.
public final class VerifyApi {
    private static final String JSON = "application/json";
    private static final int TRIES = 3;
    private static final int OK = 200;

    private final MeteredApi metered;
    private final Entrance entrance;
    private final Charging charging;
    private final KeyVerifier verifier;
    private final Needs needs;

    /// @param answer what the service is told
    private record Tried(Entrance.Passage passage, byte[] answer) {
        boolean admitted() {
            return passage.decision().admitted();
        }
    }

    /// @param products that the catalog has
    record Needs(Entitlements entitlements, Idempotency idempotency, ObservedApi observed, Set<String> products) {}

    VerifyApi(MeteredApi metered, Entrance entrance, Charging charging, KeyVerifier verifier, Needs needs) {
        this.metered = metered;
        this.entrance = entrance;
        this.charging = charging;
        this.verifier = verifier;
        this.needs = needs;
    }

    public void verify(Context ctx) throws Exception {
        metered.passService(ctx);
        var request = Body.read(ctx, VerifyRequest::read);
        ctx.header("Cache-Control", "no-store");
        var verdict = verifier.verify(request.key(), request.ip(), request.scope());
        for (int tries = 0; !answered(ctx, request, verdict); tries++) {
            if (tries == TRIES) {
                throw Refusals.overloaded();
            }
            verdict = verifier.verifyAnew(request.key(), request.ip());
            if (verdict instanceof Verdict.Valid(var key)) {
                entrance.publish(key);
            }
        }
    }

    /// @return false when the key has changed since it was read
    private boolean answered(Context ctx, VerifyRequest request, Verdict verdict) throws Exception {
        try {
            switch (verdict) {
                case Verdict.Malformed malformed -> unknown(ctx, "malformed");
                case Verdict.Unknown unknown -> unknown(ctx, "not_found");
                case Verdict.Revoked(var key) -> refused(ctx, "revoked", visit(ctx, request, key), Problem.REVOKED_KEY);
                case Verdict.Expired(var key) -> refused(ctx, "expired", visit(ctx, request, key), Problem.EXPIRED_KEY);
                case Verdict.Frozen(var key) -> refused(ctx, "frozen", visit(ctx, request, key), Problem.FROZEN_KEY);
                case Verdict.ForbiddenIp(var key, var from) ->
                    refused(ctx, "forbidden_ip", visit(ctx, request, key), Problem.FORBIDDEN_IP);
                case Verdict.Valid(var key) -> holds(ctx, request, key);
            }
            return true;
        } catch (Admission.OutdatedKey e) {
            return false;
        }
    }

    private void holds(Context ctx, VerifyRequest request, Key key) throws Exception {
        var once = request.idempotencyKey() == null
                ? Idempotency.key(ctx.header("Idempotency-Key")).orElse(null)
                : request.idempotencyKey();
        if (!key.allows(request.scope())) {
            refused(ctx, "insufficient_scope", visit(ctx, request, key), Problem.INSUFFICIENT_SCOPE);
        } else if (once == null) {
            admit(ctx, request, key, 1);
        } else if (tried(ctx, visit(ctx, request, key), new Entrance.Wish(1, 0, List.of(), ""))
                .admitted()) {
            var scope = "verified " + key.accountId() + ' ' + key.environment().code();
            var who = new IdempotencyClaim.Claimant(scope, key.accountId(), once);
            needs.idempotency().once(ctx, who, again -> admit(again, request, key, 0));
        }
    }

    /// @param tokens 0 for a request that has taken its token already
    private void admit(Context ctx, VerifyRequest request, Key key, int tokens) {
        var visit = visit(ctx, request, key);
        var tried = tried(ctx, visit, new Entrance.Wish(tokens, request.cost(), List.of(), ""));
        if (!tried.admitted()) {
            Idempotency.mayPass(ctx);
            return;
        }
        if (request.cost() > 0) {
            charge(ctx, request, tried);
        }
        needs.observed().used(visit, OK);
    }

    private void charge(Context ctx, VerifyRequest request, Tried tried) {
        try {
            var kept = Idempotency.entrusted(ctx, OK, JSON, tried.answer());
            charging.charge(tried.passage(), request.product(needs.products()), request.cost(), kept);
        } catch (Ledger.NotWritten e) {
            throw MeteredApi.notRecorded(ctx, e);
        }
    }

    /// The answer stands in the context afterwards: that of a key that holds, or why it was not admitted.
    private Tried tried(Context ctx, Visit visit, Entrance.Wish wish) {
        var plan = needs.entitlements().of(visit.key().accountId()).plan();
        var passage = MeteredApi.admitted(() -> entrance.admitKey(visit.requestId(), visit.key(), wish));
        var decision = passage.decision();
        var code = "valid";
        if (!decision.admitted()) {
            var why = Refusals.of(passage.attempt(), decision, entrance.clock().instant());
            needs.observed().refused(visit, decision, why);
            code = VerifyAnswer.code(why);
        }
        var told = VerifyAnswer.of(code, visit.key(), plan, decision, Requests.shownId(ctx));
        return new Tried(passage, answer(ctx, told));
    }

    private void refused(Context ctx, String code, Visit visit, Problem problem) {
        needs.observed().explain(visit, null, problem.because(code));
        var plan = needs.entitlements().of(visit.key().accountId()).plan();
        answer(ctx, VerifyAnswer.refused(code, visit.key(), plan, Requests.shownId(ctx)));
    }

    private Visit visit(Context ctx, VerifyRequest request, Key key) {
        return new Visit(Requests.id(ctx), key, request.ip(), request.product(needs.products()), request.cost());
    }

    private static void unknown(Context ctx, String code) {
        answer(ctx, VerifyAnswer.unknown(code, Requests.shownId(ctx)));
    }

    private static byte[] answer(Context ctx, VerifyAnswer answer) {
        var bytes = Json.bytes(answer);
        ctx.status(OK).contentType(JSON).result(bytes);
        return bytes;
    }
}
