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
import tools.sota.platform.Requests;
import tools.sota.usage.Ledger;

/// `POST /v1/keys/verify`: the operator's other services ask whether a key may do something, and charge its account in
/// the same call. What refuses the key is an answer, not a failure; the service itself is limited, and never charged.
public final class VerifyApi {
    private static final String JSON = "application/json";
    private static final int TRIES = 3;

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
    record Needs(Entitlements entitlements, Idempotency idempotency, Set<String> products) {}

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
                case Verdict.Revoked(var key) -> refused(ctx, "revoked", key);
                case Verdict.Expired(var key) -> refused(ctx, "expired", key);
                case Verdict.Frozen(var key) -> refused(ctx, "frozen", key);
                case Verdict.ForbiddenIp(var key, var from) -> refused(ctx, "forbidden_ip", key);
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
            refused(ctx, "insufficient_scope", key);
        } else if (once == null) {
            admit(ctx, request, key, 1);
        } else if (tried(ctx, key, new Entrance.Wish(1, 0, List.of(), "")).admitted()) {
            var scope = "verified " + key.accountId() + ' ' + key.environment().code();
            var who = new IdempotencyClaim.Claimant(scope, key.accountId(), once);
            needs.idempotency().once(ctx, who, again -> admit(again, request, key, 0));
        }
    }

    /// @param tokens 0 for a request that has taken its token already
    private void admit(Context ctx, VerifyRequest request, Key key, int tokens) {
        var tried = tried(ctx, key, new Entrance.Wish(tokens, request.cost(), List.of(), ""));
        if (!tried.admitted()) {
            Idempotency.mayPass(ctx);
        } else if (request.cost() > 0) {
            charge(ctx, request, tried);
        }
    }

    private void charge(Context ctx, VerifyRequest request, Tried tried) {
        try {
            var kept = Idempotency.entrusted(ctx, 200, JSON, tried.answer());
            charging.charge(tried.passage(), request.product(needs.products()), request.cost(), kept);
        } catch (Ledger.NotWritten e) {
            throw MeteredApi.notRecorded(ctx, e);
        }
    }

    /// The answer stands in the context afterwards: that of a key that holds, or why it was not admitted.
    private Tried tried(Context ctx, Key key, Entrance.Wish wish) {
        var plan = needs.entitlements().of(key.accountId()).plan();
        var passage = MeteredApi.admitted(() -> entrance.admitKey(Requests.id(ctx), key, wish));
        var decision = passage.decision();
        var code = decision.admitted()
                ? "valid"
                : VerifyAnswer.code(Refusals.of(
                        passage.attempt(), decision, entrance.clock().instant()));
        return new Tried(passage, answer(ctx, VerifyAnswer.of(code, key, plan, decision, Requests.shownId(ctx))));
    }

    private void refused(Context ctx, String code, Key key) {
        var plan = needs.entitlements().of(key.accountId()).plan();
        answer(ctx, VerifyAnswer.refused(code, key, plan, Requests.shownId(ctx)));
    }

    private static void unknown(Context ctx, String code) {
        answer(ctx, VerifyAnswer.unknown(code, Requests.shownId(ctx)));
    }

    private static byte[] answer(Context ctx, VerifyAnswer answer) {
        var bytes = Json.bytes(answer);
        ctx.status(200).contentType(JSON).result(bytes);
        return bytes;
    }
}
