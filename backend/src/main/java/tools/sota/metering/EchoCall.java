package tools.sota.metering;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.limits.Admission;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.platform.Ids;
import tools.sota.platform.Json;
import tools.sota.platform.Requests;
import tools.sota.usage.journal.Journal;

/// One echo on its way: admitted, then charged, then answered, each step on the thread that ended the one before.
final class EchoCall implements Admission.Decided, Journal.Written {
    private static final Logger LOG = LoggerFactory.getLogger(EchoCall.class);

    private final Entrance entrance;
    private final Charging charging;
    private final Attempt attempt;
    private final LaneAnswer answer;
    private final Runnable undecided;
    private final AtomicReference<@Nullable Decision> decision = new AtomicReference<>();

    EchoCall(Entrance entrance, Charging charging, Attempt attempt, LaneAnswer answer, Runnable undecided) {
        this.entrance = entrance;
        this.charging = charging;
        this.attempt = attempt;
        this.answer = answer;
        this.undecided = undecided;
    }

    void start() {
        entrance.ask(attempt, this);
    }

    @Override
    public void decided(Decision said) {
        decision.set(said);
        if (said.admitted()) {
            charging.charge(new Entrance.Passage(attempt, said), "echo", attempt.calls(), this);
        } else {
            var now = entrance.clock().instant();
            answer.refuse(attempt.requestId(), said, now, Refusals.of(attempt, said, now));
        }
    }

    @Override
    public void undecided() {
        undecided.run();
    }

    @Override
    public void written(long end) {
        var id = attempt.requestId();
        var body = "{\"request_id\":\"" + Ids.show("req", id) + "\",\"at\":\"" + Json.time(Requests.at(id)) + "\"}";
        answer.send(id, said(), entrance.clock().instant(), body.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void refused(String reason) {
        LOG.warn("Request {} was not recorded: {}", attempt.requestId(), reason);
        answer.refuse(attempt.requestId(), said(), entrance.clock().instant(), Refusals.notRecorded());
    }

    private Decision said() {
        return Objects.requireNonNull(decision.get(), "Nothing is charged before it is admitted");
    }
}
