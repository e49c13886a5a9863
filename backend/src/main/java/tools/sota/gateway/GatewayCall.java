package tools.sota.gateway;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.metering.LaneAnswer;
import tools.sota.metering.LaneMeter;
import tools.sota.metering.Ticket;
import tools.sota.platform.ProblemException;
import tools.sota.usage.journal.Journal;

/// One request through the gateway, each step on the thread that ended the one before: admitted, sent on, charged when
/// the head of a 2xx is there, passed on. Until the head is there whatever ends it releases what is held.
final class GatewayCall implements LaneMeter.Heard, RequestBody.Reading, Upstreams.Interim {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayCall.class);

    private final Onward onward;
    private final LaneAnswer answer;
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);
    private final AtomicReference<@Nullable Sent> sent = new AtomicReference<>();
    private final Watch watch;

    private enum Phase {
        WAITING,
        ANSWERED,
        OVER
    }

    /// What is under way to the upstream, and what is held for it.
    private record Sent(org.eclipse.jetty.client.Request request, Ticket ticket) {}

    GatewayCall(Onward onward, LaneAnswer answer, Deadlines deadlines) {
        this.onward = onward;
        this.answer = answer;
        this.watch = new Watch(answer.request(), deadlines, this::late, this::gone);
    }

    @Override
    public void refused(ProblemException problem) {
        answer.soon(() -> answer.refuseUnread(onward.id(), problem));
    }

    @Override
    public void admitted(Ticket ticket) {
        answer.soon(() -> begin(ticket));
    }

    private void begin(Ticket ticket) {
        try {
            send(ticket);
        } catch (RuntimeException e) {
            LOG.error("Request {} could not be sent on", onward.shownId(), e);
            end(ticket, Failures.of(e));
        }
    }

    private void send(Ticket ticket) {
        if (onward.isTooLarge()) {
            end(ticket, Failures.tooLarge(onward.route().upstream().maxRequestBytes()));
            return;
        }
        var request = onward.to(ticket);
        sent.set(new Sent(request, ticket));
        if (onward.hasBody()) {
            request.body(
                    new RequestBody(answer.request(), onward.route().upstream().maxRequestBytes(), this));
        } else {
            watch.whole();
        }
        answer.request().addFailureListener(this::gone);
        read();
        watch.begin();
        request.attribute(Upstreams.INTERIM, this);
        request.onResponseContentSource(this::head);
        request.send(this::completed);
    }

    /// The upstream has until now and its time to begin its answer.
    @Override
    public void read() {
        watch.within(onward.route().upstream().answerWithin().toNanos());
    }

    @Override
    public void ended() {
        read();
        watch.whole();
    }

    @Override
    public void broken(Throwable why) {
        gone(why);
    }

    @Override
    public void tooLarge() {
        over(
                new RequestBody.TooLarge(),
                Failures.tooLarge(onward.route().upstream().maxRequestBytes()));
    }

    @Override
    public void interim(int status, HttpFields headers) {
        if (phase.get() == Phase.WAITING) {
            var passed = HttpFields.build();
            Hygiene.response(headers, passed);
            var unheard = answer.response().writeInterim(status, passed);
            LOG.debug("Request {}: {} passed on: {}", onward.shownId(), status, unheard);
        }
    }

    private void late() {
        var late = new TimeoutException("The upstream is late");
        if (phase.get() == Phase.ANSWERED) {
            LOG.warn(
                    "Request {}: the upstream said nothing for too long in the middle of its answer", onward.shownId());
            abort(late);
        } else {
            over(late, Failures.late());
        }
    }

    /// The caller is not there any more, or its connection broke.
    private void gone(Throwable why) {
        if (phase.compareAndSet(Phase.WAITING, Phase.OVER)) {
            LOG.debug("Request {}: the caller went away", onward.shownId());
            watch.end();
            ticket().release();
            ticket().left();
            abort(why);
            answer.callback().failed(why);
        }
    }

    private void head(Response response, Content.Source source) {
        if (!phase.compareAndSet(Phase.WAITING, Phase.ANSWERED)) {
            source.fail(new TimeoutException("Nobody waits for this answer"));
            return;
        }
        watch.answered();
        moved();
        var relay = new Relay(source, answer.response(), Callback.from(answer.callback(), watch::end), this::moved);
        relay.prefetch();
        int cost = HttpStatus.isSuccess(response.getStatus()) ? onward.cost(response.getHeaders()) : 0;
        if (cost == 0) {
            ticket().release();
            answer.soon(() -> pass(response, relay, 0));
        } else {
            charge(response, relay, cost);
        }
    }

    private void charge(Response response, Relay relay, int cost) {
        ticket().charge(onward.route().product().id(), cost, new Journal.Written() {
            @Override
            public void written(long end) {
                answer.soon(() -> pass(response, relay, cost));
            }

            @Override
            public void refused(String reason) {
                LOG.warn("Request {} was not recorded: {}", onward.shownId(), reason);
                watch.end();
                relay.discard(new IllegalStateException(reason));
                answer.refuse(onward.id(), ticket().notRecorded());
            }
        });
    }

    private void pass(Response response, Relay relay, int cost) {
        var out = answer.response();
        out.setStatus(response.getStatus());
        onward.answer(response.getHeaders(), out.getHeaders(), ticket());
        if (cost > 0) {
            out.getHeaders().put("Sota-Calls", Integer.toString(cost));
        }
        ticket().passedOn(response.getStatus());
        relay.iterate();
    }

    private void moved() {
        watch.within(onward.route().upstream().idle().toNanos());
    }

    /// Whatever happens after the head is the relay's.
    private void completed(Result result) {
        var failure = result.getFailure();
        if (failure != null) {
            over(failure, Failures.of(failure));
        }
    }

    private void over(Throwable why, ProblemException problem) {
        if (phase.compareAndSet(Phase.WAITING, Phase.OVER)) {
            LOG.info(
                    "Request {} got no answer from {}: {}",
                    onward.shownId(),
                    onward.route().product().id(),
                    why.toString());
            watch.end();
            abort(why);
            end(ticket(), problem);
        }
    }

    private void end(Ticket ticket, ProblemException problem) {
        ticket.release();
        answer.refuse(onward.id(), ticket.refuse(problem));
    }

    private void abort(Throwable why) {
        var request = sent.get();
        if (request != null) {
            var unheard = request.request().abort(why);
            LOG.debug("Request {} is aborted: {}", onward.shownId(), unheard);
        }
    }

    private Ticket ticket() {
        return java.util.Objects.requireNonNull(sent.get(), "Nothing was sent").ticket();
    }
}
