package tools.sota.billing.cards;

import com.stripe.model.SetupIntent;
import com.stripe.model.checkout.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps what a customer pays with. Whoever adds a first card has no other to be charged on, so it becomes the default.
final class MethodsPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripeMethods stripe;

    MethodsPart(Jdbi jdbi, StripeMethods stripe) {
        this.jdbi = jdbi;
        this.stripe = stripe;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        var pages = jdbi.withExtension(PaymentMethods.class, table -> table.openPages(account)).stream()
                .map(stripe::page)
                .toList();
        var methods = withDefault(customer, pages, stripe.ofCustomer(account, customer), held);
        return transaction -> {
            var table = transaction.attach(PaymentMethods.class);
            pages.forEach(page -> table.settlePage(page.getId(), page.getStatus()));
            table.clear(account);
            table.insert(methods);
        };
    }

    private List<PaymentMethod> withDefault(
            String customer, List<Session> pages, List<PaymentMethod> methods, AccountLock.Held held) {
        if (methods.stream().anyMatch(PaymentMethod::isDefault)) {
            return methods;
        }
        var ids = methods.stream().map(PaymentMethod::id).toList();
        var first = pages.stream()
                .filter(page -> added(page).filter(ids::contains).isPresent())
                .findFirst();
        if (first.isEmpty()) {
            return methods;
        }
        var page = first.get();
        stripe.choose(customer, added(page).orElseThrow(), "payment-method-first-" + page.getId());
        return stripe.ofCustomer(held.account(), customer);
    }

    /// The card that a page has brought.
    private static Optional<String> added(Session page) {
        return Optional.ofNullable(page.getSetupIntentObject()).map(SetupIntent::getPaymentMethod);
    }
}
