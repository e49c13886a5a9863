package tools.sota.metering;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
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
import tools.sota.platform.ProblemException;
import tools.sota.platform.Requests;
import tools.sota.usage.journal.Journal;

/// One echo on its way: admitted, then charged, each step on the thread that ended the one before, then answered.
final class EchoCall implements Admission.Decided, Journal.Written {
    private static final Logger LOG = LoggerFactory.getLogger(EchoCall.class);

    private static final int OK = 200;

    private final Room room;
    private final Visit visit;
    private final Attempt attempt;
    private final LaneAnswer answer;
    private final Runnable undecided;
    private final AtomicReference<@Nullable Decision> decision = new AtomicReference<>();

    /// What every call goes through.
    record Room(Entrance entrance, Charging charging, ObservedApi observed) {}

    EchoCall(Room room, Entrance.Known known, LaneAnswer answer, Runnable undecided) {
        this.room = room;
        this.attempt = known.attempt();
        this.visit = new Visit(attempt.requestId(), known.key(), answer.address(), "echo", attempt.calls());
        this.answer = answer;
        this.undecided = undecided;
    }

    void start() {
        room.entrance().ask(attempt, this);
    }

    @Override
    public void decided(Decision said) {
        decision.set(said);
        if (said.admitted()) {
            room.charging().charge(new Entrance.Passage(attempt, said), "echo", attempt.calls(), this);
        } else {
            answer.soon(() -> refuse(said, Refusals.of(attempt, said, now())));
        }
    }

    @Override
    public void undecided() {
        undecided.run();
    }

    @Override
    public void written(long end) {
        answer.soon(this::answer);
    }

    @Override
    public void refused(String reason) {
        LOG.warn("Request {} was not recorded: {}", attempt.requestId(), reason);
        refuse(said(), Refusals.notRecorded());
    }

    private void answer() {
        var id = attempt.requestId();
        var body = "{\"request_id\":\"" + Ids.show("req", id) + "\",\"at\":\"" + Json.time(Requests.at(id)) + "\"}";
        answer.send(id, said(), now(), body.getBytes(StandardCharsets.US_ASCII));
        room.observed().used(visit, OK);
    }

    private void refuse(Decision said, ProblemException problem) {
        answer.refuse(attempt.requestId(), said, now(), problem);
        room.observed().refused(visit, said, problem);
    }

    private Instant now() {
        return room.entrance().clock().instant();
    }

    private Decision said() {
        return Objects.requireNonNull(decision.get(), "Nothing is charged before it is admitted");
    }
}
