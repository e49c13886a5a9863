package tools.sota.billing.moneyback;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.AccountLock;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Refunds that our own people decide, in one step, with the credit note that belongs to each.
public final class Refunds {
    private final Jdbi jdbi;
    private final Paybacks paybacks;
    private final AccountLock lock;

    Refunds(Jdbi jdbi, Paybacks paybacks, AccountLock lock) {
        this.jdbi = jdbi;
        this.paybacks = paybacks;
        this.lock = lock;
    }

    /// @param invoice ours (`sinv_…`) or Stripe's (`in_…`)
    /// @param amount in minor units; null for all that is left
    /// @param cancel whether the account's subscription ends at once with it; a refund alone does not end one
    public record Order(String invoice, @Nullable Long amount, RefundReason reason, String note, boolean cancel) {}

    /// @param by a user, or the name of a command
    /// @throws tools.sota.platform.ProblemException when it cannot be, and why
    public Payback pay(Order order, String by) {
        var ours = Ids.parse("sinv", order.invoice()).orElse(null);
        var account = jdbi.withExtension(PaybackRows.class, rows -> rows.accountOf(order.invoice(), ours))
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such invoice."));
        return lock.holding(account, held -> {
            paybacks.refresh(held);
            return paybacks.order(held, wanted(account, order, ours, by), (transaction, payback) -> {});
        });
    }

    private Paybacks.Wanted wanted(UUID account, Order order, @Nullable UUID ours, String by) {
        return jdbi.withExtension(
                PaybackRows.class,
                rows -> new Paybacks.Wanted(
                        rows.stripeIdOf(order.invoice(), ours).orElseThrow(),
                        order.amount(),
                        "operator",
                        order.reason(),
                        order.note(),
                        by,
                        order.cancel() ? rows.claimed(account).orElse(null) : null));
    }
}
