package tools.sota.billing.checkout;

import com.stripe.model.checkout.Session;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;

/// Keeps what became of the pages that an account has not finished.
final class CheckoutPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripeDesk stripe;

    CheckoutPart(Jdbi jdbi, StripeDesk stripe) {
        this.jdbi = jdbi;
        this.stripe = stripe;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var sessions = jdbi.withExtension(Checkouts.class, table -> table.unsettled(held.account())).stream()
                .map(id -> stripe.ask(v1 -> v1.checkout().sessions().retrieve(id)))
                .toList();
        return transaction -> {
            var table = transaction.attach(Checkouts.class);
            sessions.forEach(session -> settle(table, session));
        };
    }

    static void settle(Checkouts table, Session session) {
        table.settle(session.getId(), session.getStatus(), session.getPaymentStatus(), session.getSubscription());
    }
}
