package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Announcer;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.schema.Judge;

/// Carries out one call in a turn of its own, at the time of its customer, and makes the answer.
public final class Operations {
    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final Turns turns;
    private final Account account;
    private final Time time;
    private final Announcer announcer;
    private final Expansion expansion;
    private final Optional<Judge> judge;

    /// @param judge absent when answers are not to be judged
    public Operations(
            Turns turns, Account account, Time time, Announcer announcer, Expansion expansion, Optional<Judge> judge) {
        this.turns = turns;
        this.account = account;
        this.time = time;
        this.announcer = announcer;
        this.expansion = expansion;
        this.judge = judge;
    }

    Answer carryOut(ApiRequest request, Endpoint endpoint, Supplier<Call> call) {
        try {
            return turns.take(() -> Answer.ok(answer(request, endpoint, call.get())));
        } catch (ApiError e) {
            return Answer.of(e);
        } catch (RuntimeException e) {
            log.error("The stand-in failed to answer {} {}", request.method(), request.path(), e);
            return Answer.of(ApiError.server("The stand-in failed: " + e));
        }
    }

    private String answer(ApiRequest request, Endpoint endpoint, Call call) {
        return announcer.causedBy(
                request.cause(),
                () -> time.as(ownerOf(call), () -> {
                    var answer = endpoint.operation().apply(call).deepCopy();
                    expansion.apply(answer, Json.texts(call.param("expand")));
                    judged(answer);
                    return answer.toString();
                }));
    }

    /// The customer whom a call names, or whom the object in its path belongs to.
    private String ownerOf(Call call) {
        return call.text("customer")
                .or(() -> Optional.ofNullable(call.path().get("id"))
                        .flatMap(account::findAnywhere)
                        .flatMap(object -> Json.optional(object, "customer")))
                .orElse("");
    }

    private void judged(JsonNode answer) {
        var differences = judge.map(present -> present.differences(answer)).orElseGet(List::of);
        if (!differences.isEmpty()) {
            throw ApiError.server("The stand-in's answer is not what Stripe's types promise: " + differences);
        }
    }
}
