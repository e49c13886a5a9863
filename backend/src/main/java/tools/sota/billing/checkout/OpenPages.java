package tools.sota.billing.checkout;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;

/// The pages on which cards can be typed. What Stripe makes of a closed one is read by {@link CheckoutPart}.
final class OpenPages {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPages.class);

    private final Jdbi jdbi;
    private final StripeDesk stripe;

    OpenPages(Jdbi jdbi, StripeDesk stripe) {
        this.jdbi = jdbi;
        this.stripe = stripe;
    }

    void close(UUID account) {
        jdbi.withExtension(Checkouts.class, table -> table.open(account)).ifPresent(page -> close(page.id()));
    }

    /// One that is over already is what was wanted.
    private void close(String page) {
        try {
            stripe.tell(v1 -> v1.checkout().sessions().expire(page));
        } catch (StripeRefused e) {
            LOG.info("Checkout {} could not be closed: {}", page, e.getMessage());
        }
    }
}
