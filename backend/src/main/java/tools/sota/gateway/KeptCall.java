package tools.sota.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.metering.LaneAnswer;
import tools.sota.metering.LaneMeter;
import tools.sota.metering.Ticket;
import tools.sota.platform.FirstAnswer;
import tools.sota.platform.Idempotency;
import tools.sota.platform.IdempotencyClaim;
import tools.sota.platform.KeptAnswer;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Problems;
import tools.sota.platform.Server;
import tools.sota.usage.Ledger;

/// A POST with an Idempotency-Key through the gateway, on a virtual thread. To tell a repeat, the request is read
/// whole;
/// to keep the answer together with its charge, so is the answer, up to what is kept. A larger answer is charged and
/// passed on, and a repeat is told so.
final class KeptCall implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(KeptCall.class);

    private final Onward onward;
    private final LaneAnswer answer;
    private final LaneMeter meter;
    private final Idempotency idempotency;
    private final String key;

    /// An answer that is there, as far as it is kept.
    ///
    /// @param rest of a larger one; null when it is whole
    private record Read(
            Response head, byte[] start, @Nullable InputStream rest) {
        boolean isPaid() {
            return HttpStatus.isSuccess(head.getStatus());
        }
    }

    /// The upstream did not answer.
    private static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(Throwable cause) {
            super(cause);
        }
    }

    KeptCall(Onward onward, LaneAnswer answer, LaneMeter meter, Idempotency idempotency, String key) {
        this.onward = onward;
        this.answer = answer;
        this.meter = meter;
        this.idempotency = idempotency;
        this.key = key;
    }

    @Override
    public void run() {
        try {
            serve();
        } catch (ProblemException e) {
            answer.refuse(onward.id(), e);
        } catch (IOException e) {
            answer.callback().failed(e);
        } catch (RuntimeException e) {
            answer.refuse(onward.id(), Problems.of(e, onward.shownId()));
        }
    }

    private void serve() throws IOException {
        var asked = meter.admitNow(onward.caller(), onward.route().order(1, 0));
        var request = body(asked);
        var claim = claim(asked, request);
        try {
            var first = claim.claim();
            if (first.isPresent()) {
                replay(first.get(), asked);
                return;
            }
        } catch (ProblemException e) {
            throw asked.refuse(e);
        }
        boolean kept = false;
        try {
            var held = meter.admitNow(
                    onward.caller(),
                    onward.route().order(0, onward.route().upstream().mostCalls()));
            kept = forward(held, request, claim);
        } finally {
            if (!kept) {
                claim.giveBack();
            }
        }
    }

    private byte[] body(Ticket asked) throws IOException {
        long most = Math.min(onward.route().upstream().maxRequestBytes(), Server.LARGEST_BODY);
        var body = read(asked, Math.toIntExact(most) + 1);
        if (body.length > most) {
            throw asked.refuse(Failures.tooLarge(most));
        }
        return body;
    }

    private byte[] read(Ticket asked, int most) throws IOException {
        try {
            return Content.Source.asInputStream(answer.request()).readNBytes(most);
        } catch (IOException e) {
            asked.left();
            throw e;
        }
    }

    private IdempotencyClaim claim(Ticket asked, byte[] body) {
        var uri = answer.request().getHttpURI();
        var scope = "key " + asked.accountId() + ' ' + asked.environment().code() + " POST " + uri.getPath();
        var who = new IdempotencyClaim.Claimant(scope, asked.accountId(), key);
        return idempotency.claim(who, Keeping.fingerprint(uri.getQuery(), body));
    }

    /// @return whether the claim is answered
    private boolean forward(Ticket held, byte[] request, IdempotencyClaim claim) throws IOException {
        try (var listener = new InputStreamResponseListener()) {
            var read = ask(held, request, listener);
            int cost = read.isPaid() ? onward.cost(read.head().getHeaders()) : 0;
            boolean kept = cost > 0 ? charge(held, read, cost, claim) : keep(held, read, claim);
            pass(read, held, cost);
            return kept;
        } catch (NoAnswer e) {
            LOG.info("Request {} got no answer: {}", onward.shownId(), String.valueOf(e.getCause()));
            throw held.refuse(Failures.of(e.getCause() == null ? e : e.getCause()));
        } finally {
            held.release();
        }
    }

    private Read ask(Ticket held, byte[] request, InputStreamResponseListener listener) throws NoAnswer {
        var onwards = onward.to(held);
        try {
            var type = answer.request().getHeaders().get(HttpHeader.CONTENT_TYPE);
            onwards.body(new BytesRequestContent(type, new byte[][] {request})).send(listener);
            var head = listener.get(onward.route().upstream().answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            var in = listener.getInputStream();
            var start = in.readNBytes(FirstAnswer.LARGEST + 1);
            return new Read(head, start, start.length > FirstAnswer.LARGEST ? in : null);
        } catch (TimeoutException | IOException e) {
            var unheard = onwards.abort(e);
            LOG.debug("Request {} is aborted: {}", onward.shownId(), unheard);
            throw new NoAnswer(e.getCause() instanceof TimeoutException late ? late : e);
        } catch (ExecutionException e) {
            throw new NoAnswer(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer(e);
        }
    }

    private boolean charge(Ticket held, Read read, int cost, IdempotencyClaim claim) {
        try {
            held.charge(onward.route().product().id(), cost, entrusted(read, claim));
            return true;
        } catch (Ledger.NotWritten e) {
            LOG.warn("Request {} was not recorded: {}", onward.shownId(), e.getMessage());
            if (!e.isUncertain()) {
                claim.notMade();
            }
            throw held.notRecorded();
        }
    }

    private static KeptAnswer entrusted(Read read, IdempotencyClaim claim) {
        return read.rest() == null ? claim.entrust(Keeping.kept(read.head(), read.start())) : claim.entrustNothing();
    }

    /// Final answers that cost nothing are kept as well.
    private static boolean keep(Ticket held, Read read, IdempotencyClaim claim) {
        held.release();
        return read.rest() == null && claim.keep(Keeping.kept(read.head(), read.start()));
    }

    private void replay(FirstAnswer first, Ticket asked) throws IOException {
        var out = answer.response();
        out.setStatus(first.status());
        onward.answer(Keeping.headers(first), out.getHeaders(), asked);
        out.getHeaders().put("Idempotency-Replayed", "true");
        asked.replayed(first.status());
        write(first.body(), null);
    }

    private void pass(Read read, Ticket held, int cost) throws IOException {
        var out = answer.response();
        out.setStatus(read.head().getStatus());
        onward.answer(read.head().getHeaders(), out.getHeaders(), held);
        if (cost > 0) {
            out.getHeaders().put("Sota-Calls", Integer.toString(cost));
        }
        held.passedOn(read.head().getStatus());
        write(read.start(), read.rest());
    }

    private void write(byte[] start, @Nullable InputStream rest) throws IOException {
        if (rest == null) {
            answer.response().write(true, ByteBuffer.wrap(start), answer.callback());
            return;
        }
        var whole = new SequenceInputStream(new java.io.ByteArrayInputStream(start), rest);
        try (var out = Content.Sink.asOutputStream(answer.response())) {
            whole.transferTo(out);
        }
        answer.callback().succeeded();
    }
}
