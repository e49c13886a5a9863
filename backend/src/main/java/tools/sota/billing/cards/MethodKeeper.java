package tools.sota.billing.cards;

import com.stripe.model.checkout.Session;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// What an account does with what it pays with. Each change is judged by what Stripe has now, under the account's lock,
/// and whoever has a subscription keeps something to charge it on.
final class MethodKeeper {
    private final Jdbi jdbi;
    private final StripeMethods stripe;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final CurrentSubscription current;
    private final String currency;
    private final Clock clock;

    MethodKeeper(PaymentMethodsFeature.Needs needs, StripeMethods stripe) {
        this.jdbi = needs.database().jdbi();
        this.stripe = stripe;
        this.lock = needs.lock();
        this.customers = needs.customers();
        this.sync = needs.sync();
        this.current = needs.current();
        this.currency = needs.currency();
        this.clock = needs.clock();
    }

    List<PaymentMethod> list(UUID account) {
        return jdbi.withExtension(PaymentMethods.class, table -> table.ofAccount(account));
    }

    /// Asks Stripe first.
    List<PaymentMethod> fresh(UUID account) {
        return changing(account, held -> {});
    }

    /// @return the address to go to; the page that is open already, if there is one
    String openPage(UUID account) {
        return lock.holding(account, held -> reopened(account).orElseGet(() -> opened(held)));
    }

    private Optional<String> reopened(UUID account) {
        return jdbi.withExtension(PaymentMethods.class, table -> table.openPages(account)).stream()
                .map(stripe::page)
                .filter(page -> "open".equals(page.getStatus()))
                .map(Session::getUrl)
                .findFirst();
    }

    private String opened(AccountLock.Held held) {
        var account = held.account();
        int number = jdbi.withExtension(PaymentMethods.class, table -> table.countPages(account));
        var customer = customers.ensure(held);
        Session page;
        try {
            page = stripe.openPage(account, customer, currency, number);
        } catch (StripeRefused e) {
            if (!e.isMissing("customer")) {
                throw e;
            }
            customers.forget(held, customer);
            page = stripe.openPage(account, customers.ensure(held), currency, number);
        }
        var id = page.getId();
        jdbi.useExtension(PaymentMethods.class, table -> table.insertPage(id, account, clock.instant()));
        return page.getUrl();
    }

    List<PaymentMethod> makeDefault(UUID account, String id) {
        return changing(account, held -> {
            if (!find(account, id).isDefault()) {
                choose(held, id);
            }
        });
    }

    private void choose(AccountLock.Held held, String id) {
        var account = held.account();
        int number = jdbi.withExtension(PaymentMethods.class, table -> table.countChoices(account));
        var fact = "payment-method-choice-" + account + '-' + number + '-' + id;
        stripe.choose(customers.ofAccount(account).orElseThrow(), id, fact);
        jdbi.useExtension(PaymentMethods.class, table -> table.insertChoice(account, number, id, clock.instant()));
    }

    void remove(UUID account, String id) {
        changing(account, held -> {
            refuseIfNeeded(account, find(account, id));
            stripe.remove(id);
        });
    }

    private void refuseIfNeeded(UUID account, PaymentMethod method) {
        if (!current.isTaken(account)) {
            return;
        }
        if (list(account).size() == 1) {
            throw Problem.STATE_CONFLICT.because(
                    "Your plan is charged on this card, and there is no other. Add another card first, or cancel the plan.");
        }
        if (method.isDefault()) {
            throw Problem.STATE_CONFLICT.because(
                    "Your plan is charged on this card. Make another one the default first.");
        }
    }

    private List<PaymentMethod> changing(UUID account, Consumer<AccountLock.Held> change) {
        return lock.holding(account, held -> {
            refresh(held);
            change.accept(held);
            refresh(held);
            return list(account);
        });
    }

    private void refresh(AccountLock.Held held) {
        customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer));
    }

    private PaymentMethod find(UUID account, String id) {
        return list(account).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(MethodKeeper::unknown);
    }

    private static ProblemException unknown() {
        return Problem.NOT_FOUND.because(
                "This account has no such payment method. GET /v1/payment-methods lists them.");
    }
}
