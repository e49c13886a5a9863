package tools.sota.billing.sync;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import com.stripe.service.V1Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one way to ask Stripe. Its failures come back as two: not available, or refused.
public final class StripeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(StripeDesk.class);
    private static final int FIRST_PAUSE_MS = 250;
    private static final int LAST_PAUSE_MS = 500;

    private final StripeClient client;

    public StripeDesk(StripeClient client) {
        this.client = client;
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
            return patiently(question);
        } catch (StripeException e) {
            throw failure(e);
        } catch (RuntimeException e) {
            // What fails while a list turns its page is wrapped by stripe-java.
            throw e.getCause() instanceof StripeException cause ? failure(cause) : e;
        }
    }

    /// stripe-java repeats what was lost on the way, but never a "too many requests", of which nothing was carried out.
    private <T> T patiently(Question<T> question) throws StripeException {
        for (int pause = FIRST_PAUSE_MS; ; pause *= 2) {
            try {
                return question.ask(client.v1());
            } catch (RateLimitException e) {
                if (pause > LAST_PAUSE_MS || !slept(pause)) {
                    throw e;
                }
            }
        }
    }

    private static boolean slept(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
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

    private static RuntimeException failure(StripeException e) {
        if (e instanceof AuthenticationException) {
            LOG.error("Stripe refuses our key: no checkout, no portal, no news of payments until it is replaced");
        }
        return e instanceof ApiConnectionException
                        || e instanceof ApiException
                        || e instanceof RateLimitException
                        || e instanceof AuthenticationException
                ? new StripeUnavailable(e)
                : new StripeRefused(e);
    }
}
