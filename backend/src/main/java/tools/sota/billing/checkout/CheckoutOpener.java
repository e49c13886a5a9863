package tools.sota.billing.checkout;

import com.stripe.model.checkout.Session;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripePrices;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Opens a page at Stripe to pay for a plan. However often and from however many windows it is asked for, an account
/// has one open page, and none while it has a subscription.
final class CheckoutOpener {
    private final Jdbi jdbi;
    private final AccountLock lock;
    private final Customers customers;
    private final StripeCheckout stripe;
    private final StripePrices prices;
    private final CustomerSync sync;
    private final CurrentSubscription current;

    CheckoutOpener(
            Jdbi jdbi,
            AccountLock lock,
            Customers customers,
            StripeCheckout stripe,
            StripePrices prices,
            CustomerSync sync,
            CurrentSubscription current) {
        this.jdbi = jdbi;
        this.lock = lock;
        this.customers = customers;
        this.stripe = stripe;
        this.prices = prices;
        this.sync = sync;
        this.current = current;
    }

    /// Where to go.
    record Opened(String id, String url) {}

    Opened open(UUID account, Order order) {
        refuseIfTaken(account);
        return lock.holding(account, held -> {
            refuseIfTaken(account);
            var priceId = prices.idOf(order.price());
            return reopened(held, order, priceId).orElseGet(() -> opened(held, order, priceId));
        });
    }

    /// The page that is open already, if it is for the same price and terms; any other is closed.
    private Optional<Opened> reopened(AccountLock.Held held, Order order, String priceId) {
        var open = jdbi.withExtension(Checkouts.class, table -> table.open(held.account()));
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var session = stripe.find(open.get().id());
        if ("open".equals(session.getStatus()) && isFor(open.get(), order, priceId)) {
            return Optional.of(new Opened(session.getId(), session.getUrl()));
        }
        settle("open".equals(session.getStatus()) ? closed(held, session) : session);
        if ("complete".equals(session.getStatus())) {
            throw beingPaid(held);
        }
        return Optional.empty();
    }

    private static boolean isFor(Checkout open, Order order, String priceId) {
        return open.priceId().equals(priceId)
                && Objects.equals(open.trial(), order.trialWord())
                && Objects.equals(open.promotionCode(), order.promotionCode());
    }

    private Session closed(AccountLock.Held held, Session session) {
        try {
            return stripe.close(session.getId());
        } catch (StripeRefused e) {
            throw beingPaid(held);
        }
    }

    /// The customer has paid and Stripe's word of it is still under way: fetch it now.
    private ProblemException beingPaid(AccountLock.Held held) {
        customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer));
        refuseIfTaken(held.account());
        return Problem.STATE_CONFLICT.because(
                "A checkout of this account was completed and its payment is being processed. Wait for it to end.");
    }

    private Opened opened(AccountLock.Held held, Order order, String priceId) {
        int number = jdbi.withExtension(Checkouts.class, table -> table.countOf(held.account()));
        var customer = customers.ensure(held);
        Session session;
        try {
            session = stripe.open(held.account(), customer, order, priceId, number);
        } catch (StripeRefused e) {
            if (!e.isMissing("customer")) {
                throw PromotionCodes.refusal(e).<RuntimeException>map(no -> no).orElse(e);
            }
            customers.forget(held, customer);
            session = stripe.open(held.account(), customers.ensure(held), order, priceId, number);
        }
        remember(held.account(), order, priceId, session);
        return new Opened(session.getId(), session.getUrl());
    }

    private void remember(UUID account, Order order, String priceId, Session session) {
        var checkout = new Checkout(
                session.getId(),
                account,
                order.price().plan(),
                order.price().interval().word(),
                priceId,
                session.getStatus(),
                session.getPaymentStatus(),
                session.getSubscription(),
                Instant.ofEpochSecond(session.getCreated()),
                order.trialWord(),
                order.trial() == null ? null : order.trial().owner(),
                order.promotionCode(),
                null);
        jdbi.useExtension(Checkouts.class, table -> table.insert(checkout));
    }

    private void settle(Session session) {
        jdbi.useExtension(Checkouts.class, table -> CheckoutPart.settle(table, session));
    }

    private void refuseIfTaken(UUID account) {
        if (current.isTaken(account)) {
            throw Problem.STATE_CONFLICT.because(
                    "This account has a subscription already. Manage it in the portal: POST /v1/portal.");
        }
    }
}
