package tools.sota.billing;

import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.platform.Problem;
import tools.sota.platform.Problems;

/// What a customer reads while Stripe does not answer.
public final class OutageApi {
    private static final Logger LOG = LoggerFactory.getLogger(OutageApi.class);
    private static final int AGAIN_SECONDS = 5;

    private final Problems problems;

    OutageApi(Problems problems) {
        this.problems = problems;
    }

    public void answer(StripeUnavailable failure, Context ctx) {
        LOG.warn("Stripe did not answer {} {}", ctx.method(), ctx.path(), failure);
        problems.write(
                ctx,
                Problem.UPSTREAM_UNAVAILABLE
                        .because("Stripe, who handles our payments, does not answer at the moment. "
                                + "Your plan and your keys go on working. Try again shortly: nothing is done twice.")
                        .retryAfter(AGAIN_SECONDS));
    }
}
