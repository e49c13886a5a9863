package tools.sota.billing.moneyback;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps what a customer paid, what went back and what the bank objects to.
final class MoneyPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripeMoney stripe;
    private final Objections objections;
    private final CardTesting testing;
    private final Consumer<UUID> closePages;
    private final RefundLetters letters;
    private final Clock clock;

    /// @param closePages closes what an account could type cards into
    MoneyPart(
            Jdbi jdbi,
            StripeMoney stripe,
            Objections objections,
            CardTesting testing,
            Consumer<UUID> closePages,
            RefundLetters letters,
            Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.objections = objections;
        this.testing = testing;
        this.closePages = closePages;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var attempts = stripe.attempts(held.account(), customer);
        if (testing.isTesting(attempts.refused())) {
            closePages.accept(held.account());
        }
        var charges = withInvoices(held.account(), attempts.arrived());
        var refunds = refunds(held.account(), charges);
        var objected = objections.read(held.account(), charges);
        return transaction -> {
            var rows = transaction.attach(MoneyRows.class);
            charges.forEach(charge -> rows.put(charge, clock.instant()));
            refunds.forEach(refund -> rows.put(refund, clock.instant()));
            letters.write(transaction, refunds);
            objections.write(transaction, objected);
            testing.write(transaction, held.account(), attempts.refused());
        };
    }

    private List<Charge> withInvoices(UUID account, List<Charge> arrived) {
        var known = jdbi.withExtension(MoneyRows.class, rows -> rows.charges(account)).stream()
                .collect(Collectors.toMap(Charge::id, Function.identity()));
        return arrived.stream()
                .map(charge -> {
                    var before = known.get(charge.id());
                    return charge.of(
                            before != null && before.invoiceId() != null ? before.invoiceId() : invoiceOf(charge));
                })
                .toList();
    }

    private @org.jspecify.annotations.Nullable String invoiceOf(Charge charge) {
        return charge.intentId() == null
                ? null
                : stripe.invoiceOf(charge.intentId()).orElse(null);
    }

    /// Of charges of which anything went back, or ever had: a refund that fails makes Stripe's sum fall again.
    private List<Refund> refunds(UUID account, List<Charge> charges) {
        var before = new HashSet<>(jdbi.withExtension(MoneyRows.class, rows -> rows.chargesWithRefunds(account)));
        var refunds = new ArrayList<Refund>();
        for (var charge : charges) {
            if (charge.refunded() > 0 || before.contains(charge.id())) {
                refunds.addAll(stripe.refunds(charge));
            }
        }
        return refunds;
    }
}
