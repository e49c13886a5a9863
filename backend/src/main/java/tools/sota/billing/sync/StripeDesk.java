package tools.sota.billing.sync;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way to ask Stripe. Its failures come back as two: not available, or refused.
public final class StripeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(StripeDesk.class);
    private static final Backoff TOO_MANY = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(1));
    private static final int MOST_REPEATS = 2;

    private static final int FRAMES = 3;

    private final StripeClient client;
    private final StripeHealth health;

    public StripeDesk(StripeClient client, StripeHealth health) {
        this.client = client;
        this.health = health;
    }

    /// Something to ask.
    public interface Question<T> {
        T ask(V1Services stripe) throws StripeException;
    }

    /// Something to do.
    public interface Errand {
        void run(V1Services stripe) throws StripeException;
    }

    /// @throws StripeUnavailable when it may succeed later
    /// @throws StripeRefused when it would not
    public <T> T ask(Question<T> question) {
        try {
            var answer = patiently(question);
            health.answered();
            return answer;
        } catch (StripeException e) {
            throw failure(e);
        } catch (RuntimeException e) {
            // What fails while a list turns its page is wrapped by stripe-java.
            throw e.getCause() instanceof StripeException cause ? failure(cause) : unread(e);
        }
    }

    /// An answer without a body, as proxies on the way give, makes stripe-java fail like a bug of ours.
    private RuntimeException unread(RuntimeException e) {
        boolean ofAnswer = Arrays.stream(e.getStackTrace())
                .limit(FRAMES)
                .anyMatch(frame -> frame.getClassName().startsWith("com.stripe.net."));
        if (!ofAnswer) {
            return e;
        }
        health.failed();
        return new StripeUnavailable(e);
    }

    /// stripe-java repeats what was lost on the way, but never a "too many requests", of which nothing was carried out.
    private <T> T patiently(Question<T> question) throws StripeException {
        for (int failures = 1; ; failures++) {
            try {
                return question.ask(client.v1());
            } catch (RateLimitException e) {
                if (failures > MOST_REPEATS || !slept(TOO_MANY.pause(failures, ThreadLocalRandom.current()))) {
                    throw e;
                }
            }
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void tell(Errand errand) {
        ask(stripe -> {
            errand.run(stripe);
            return true;
        });
    }

    /// @param fact names what is done once, whoever repeats it; never the attempt
    public static RequestOptions once(String fact) {
        return RequestOptions.builder().setIdempotencyKey(fact).build();
    }

    private RuntimeException failure(StripeException e) {
        if (e instanceof AuthenticationException) {
            LOG.error("Stripe refuses our key: no checkout, no portal, no news of payments until it is replaced");
        }
        if (e instanceof ApiConnectionException
                || e instanceof ApiException
                || e instanceof RateLimitException
                || e instanceof AuthenticationException) {
            health.failed();
            return new StripeUnavailable(e);
        }
        health.answered();
        return new StripeRefused(e);
    }
}
