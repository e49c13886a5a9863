package tools.sota.billing.truth;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// Compares Stripe, our books and the ledger, account by account, behind the account's lock. What the sync mends is
/// healed; what is still wrong after it, because Stripe no longer has it or because it was final, is reported.
public final class BillingReconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(BillingReconciliation.class);
    /// Rows of the ledger that old are never dropped, so a sum over them is whole.
    private static final Duration LEDGER = Duration.ofDays(32);

    private final Jdbi jdbi;
    private final StripeFacts stripe;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final Ids ids;
    private final Clock clock;

    public BillingReconciliation(
            Database database,
            StripeDesk desk,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            Ids ids,
            Clock clock) {
        this.jdbi = database.rows(Fact.class).jdbi();
        this.stripe = new StripeFacts(desk);
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
        this.ids = ids;
        this.clock = clock;
    }

    /// What one run found.
    ///
    /// @param skipped accounts that could not be compared, because Stripe did not answer for them
    public record Summary(UUID run, int accounts, int skipped, List<Drift> drifts) {}

    /// Every account that Stripe knows.
    public Summary run() {
        var run = ids.next();
        var drifts = new ArrayList<Drift>();
        int skipped = 0;
        var accounts = jdbi.withExtension(TruthRows.class, TruthRows::accounts);
        for (var account : accounts) {
            try {
                drifts.addAll(lock.holding(account, this::compare));
            } catch (RuntimeException e) {
                skipped++;
                LOG.warn("Account {} could not be compared with Stripe", account, e);
            }
        }
        drifts.forEach(drift -> note(run, drift));
        LOG.info("{} accounts were compared with Stripe and the ledger: {} drifts", accounts.size(), drifts.size());
        return new Summary(run, accounts.size(), skipped, List.copyOf(drifts));
    }

    private List<Drift> compare(AccountLock.Held held) {
        var account = held.account();
        var customer = customers.ofAccount(account);
        var before = ours(account);
        customer.ifPresent(one -> sync.run(held, one));
        var after = ours(account);
        var healed = Drift.between(account, after, before, true);
        var left = leftAfterSync(held, customer);
        var drifts = new ArrayList<>(left);
        healed.stream().filter(one -> left.stream().noneMatch(one::isSame)).forEach(drifts::add);
        return drifts;
    }

    private List<Fact> ours(UUID account) {
        return jdbi.withExtension(TruthRows.class, rows -> {
            var facts = new ArrayList<>(rows.books(account));
            facts.addAll(rows.consequences(account, Ids.show("acc", account)));
            return facts;
        });
    }

    /// Stripe may have moved on between the sync and the look, so what is left is looked at twice.
    private List<Drift> leftAfterSync(AccountLock.Held held, Optional<String> customer) {
        var left = left(held.account(), customer);
        if (left.isEmpty() || customer.isEmpty()) {
            return left;
        }
        sync.run(held, customer.get());
        return left(held.account(), customer);
    }

    private List<Drift> left(UUID account, Optional<String> customer) {
        var right = customer.map(stripe::of).orElse(List.of());
        return jdbi.withExtension(TruthRows.class, rows -> {
            var drifts = new ArrayList<>(Drift.between(account, right, rows.books(account), false));
            var since = clock.instant().minus(LEDGER);
            drifts.addAll(Drift.between(
                    account, List.of(), rows.contradictions(account, Ids.show("acc", account), since), false));
            return drifts;
        });
    }

    private void note(UUID run, Drift drift) {
        if (drift.healed()) {
            LOG.warn(
                    "Healed {} of {}: it was {} and is {}",
                    drift.kind(),
                    drift.subject(),
                    drift.found(),
                    drift.expected());
        } else {
            LOG.error(
                    "Not healed: {} of {} is {} and should be {}; somebody must look",
                    drift.kind(),
                    drift.subject(),
                    drift.found(),
                    drift.expected());
        }
        jdbi.useExtension(TruthRows.class, rows -> rows.note(run, drift, clock.instant()));
    }
}
