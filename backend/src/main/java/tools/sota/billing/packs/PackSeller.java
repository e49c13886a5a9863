package tools.sota.billing.packs;

import com.stripe.model.checkout.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.PackOffer;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Sells packs to whoever pays for a plan; an account has one open page at most.
final class PackSeller {
    private final Jdbi jdbi;
    private final StripePacks stripe;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final CurrentSubscription current;
    private final Doors doors;

    /// Who may not buy at the moment, and what everything is made with.
    record Doors(Parking parking, CardTesting testing, Optional<PackOffer> offer, Ids ids, Clock clock) {}

    PackSeller(PacksFeature.Needs needs, StripePacks stripe) {
        this.jdbi = needs.database().jdbi();
        this.stripe = stripe;
        this.lock = needs.lock();
        this.customers = needs.customers();
        this.sync = needs.sync();
        this.current = needs.current();
        this.doors = new Doors(needs.parking(), needs.testing(), needs.catalog().pack(), needs.ids(), needs.clock());
    }

    /// @return the address of the page; the one that is open already, if there is one
    String open(UUID account) {
        var offer = doors.offer().orElseThrow(PackSeller::notSold);
        doors.parking().refuseParked(account);
        doors.testing().refuseTester(account);
        return lock.holding(account, held -> {
            refuseWithoutPlan(account);
            return reopened(held).orElseGet(() -> opened(held, offer));
        });
    }

    /// Asks Stripe first.
    List<Pack> fresh(UUID account) {
        return lock.holding(account, held -> {
            customers.ofAccount(account).ifPresent(customer -> sync.run(held, customer));
            return list(account);
        });
    }

    List<Pack> list(UUID account) {
        return jdbi.withExtension(PackRows.class, rows -> rows.ofAccount(account));
    }

    private void refuseWithoutPlan(UUID account) {
        var running = current.inForce(account);
        if (running.filter(one -> "active".equals(one.status())).isEmpty()
                || running.flatMap(current::contract).isPresent()) {
            throw Problem.STATE_CONFLICT.because(
                    "Prepaid calls go with a plan that is paid here. Choose one first: POST /v1/checkout.");
        }
    }

    private Optional<String> reopened(AccountLock.Held held) {
        var open = list(held.account()).stream().filter(pack -> !pack.isPaid()).findFirst();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var page = stripe.find(open.get().sessionId());
        if ("open".equals(page.getStatus())) {
            return Optional.of(page.getUrl());
        }
        customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer));
        if (list(held.account()).stream().anyMatch(pack -> !pack.isPaid())) {
            throw Problem.STATE_CONFLICT.because(
                    "Prepaid calls were ordered and their payment is being processed. Wait for it to end.");
        }
        return Optional.empty();
    }

    private String opened(AccountLock.Held held, PackOffer offer) {
        var account = held.account();
        int number = jdbi.withExtension(PackRows.class, rows -> rows.countOf(account));
        var customer = customers.ensure(held);
        Session page;
        try {
            page = stripe.open(account, customer, offer, number);
        } catch (StripeRefused e) {
            if (!e.isMissing("customer")) {
                throw e;
            }
            customers.forget(held, customer);
            page = stripe.open(account, customers.ensure(held), offer, number);
        }
        insert(row(account, page, offer));
        return page.getUrl();
    }

    private void insert(Pack pack) {
        jdbi.useExtension(PackRows.class, rows -> rows.insert(pack));
    }

    private Pack row(UUID account, Session page, PackOffer offer) {
        return new Pack(
                doors.ids().next(),
                account,
                page.getId(),
                "open",
                offer.calls(),
                offer.price().amount(),
                offer.price().currency(),
                offer.months(),
                doors.clock().instant(),
                null,
                null,
                null,
                0,
                0);
    }

    private static ProblemException notSold() {
        return Problem.STATE_CONFLICT.because("Prepaid calls are not sold here. Look at the plans: GET /v1/plans.");
    }
}
