package tools.sota.billing.moneyback;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.EmailAddress;
import tools.sota.billing.sync.AccountLock;
import tools.sota.catalog.MoneyBack;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Environment;
import tools.sota.platform.Money;
import tools.sota.platform.Problem;
import tools.sota.platform.Secrets;

/// The money-back guarantee: the first payment, once per owner, within some days, while few calls were used. A trial's
/// invoice over nothing is no payment, so the days begin when money first came in.
final class Guarantee {
    private static final long PERCENT = 100;

    private final Jdbi jdbi;
    private final Paybacks paybacks;
    private final Entitlements entitlements;
    private final Accounts accounts;
    private final Secrets owners;
    private final MoneyBack rule;
    private final Clock clock;

    Guarantee(
            Jdbi jdbi,
            Paybacks paybacks,
            Entitlements entitlements,
            Accounts accounts,
            Secrets secrets,
            MoneyBack rule,
            Clock clock) {
        this.jdbi = jdbi;
        this.paybacks = paybacks;
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.owners = secrets.forPurpose("guarantee owner");
        this.rule = rule;
        this.clock = clock;
    }

    /// @param reason why not; null when it holds
    /// @param until when it ends or ended; null without a payment
    /// @param amount what was paid; null without a payment
    record Standing(
            boolean eligible,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable Money amount) {}

    Standing standing(UUID account) {
        var payments = payments(account);
        if (payments.isEmpty()) {
            return new Standing(false, "Nothing has been paid yet.", null, null);
        }
        var first = payments.getFirst();
        var until = first.paidAt().plus(Duration.ofDays(rule.days()));
        var refusal = refusal(account, first, until, payments.size());
        return new Standing(
                refusal.isEmpty(), refusal.orElse(null), until, new Money(first.amountPaid(), first.currency()));
    }

    /// Cancels now and pays the first invoice back in full.
    Payback claim(AccountLock.Held held, String by) {
        paybacks.refresh(held);
        var account = held.account();
        var standing = standing(account);
        if (!standing.eligible()) {
            throw Problem.STATE_CONFLICT.because("The money-back guarantee does not apply: " + standing.reason());
        }
        var first = payments(account).getFirst();
        var claimed = jdbi.withExtension(PaybackRows.class, rows -> rows.claimed(account))
                .orElse(null);
        var wanted = new Paybacks.Wanted(
                first.stripeId(),
                null,
                "guarantee",
                RefundReason.REQUESTED_BY_CUSTOMER,
                "money-back guarantee",
                by,
                claimed);
        var owner = owner(account).orElseThrow();
        return paybacks.order(held, wanted, (transaction, payback) -> {
            if (transaction.attach(PaybackRows.class).use(owner, payback.id(), clock.instant()) == 0) {
                throw Problem.STATE_CONFLICT.because("The money-back guarantee was used before.");
            }
        });
    }

    /// The first that brought money, and all that followed.
    private List<PaybackRows.Paid> payments(UUID account) {
        return jdbi.withExtension(PaybackRows.class, rows -> rows.payments(account)).stream()
                .dropWhile(one -> one.amountPaid() == 0)
                .toList();
    }

    private Optional<String> refusal(UUID account, PaybackRows.Paid first, Instant until, int payments) {
        var owner = owner(account);
        if (owner.isEmpty() || jdbi.withExtension(PaybackRows.class, rows -> rows.isUsed(owner.get()))) {
            return Optional.of("It was used before; it is for the first time only.");
        }
        if (clock.instant().isAfter(until)) {
            return Optional.of("Its " + rule.days() + " days are over.");
        }
        if (isDisputed(account, first)) {
            return Optional.of("Its payment is disputed: the bank has the money and decides who keeps it.");
        }
        if (payments > 1) {
            return Optional.of("It is for the first payment, and others have followed. Write to us.");
        }
        long used = jdbi.withExtension(PaybackRows.class, rows -> rows.callsSince(account, first.periodStart()));
        long most = included(account, first) * rule.percentOfCalls() / PERCENT;
        return used > most
                ? Optional.of(used + " calls are used; it holds up to " + most + ", which is " + rule.percentOfCalls()
                        + " % of a month's.")
                : Optional.empty();
    }

    private boolean isDisputed(UUID account, PaybackRows.Paid payment) {
        return jdbi.withExtension(MoneyRows.class, rows -> rows.paidFor(account, payment.stripeId()))
                .filter(Charge::disputed)
                .isPresent();
    }

    /// Of the plan that was paid, also for who has canceled it since.
    private long included(UUID account, PaybackRows.Paid first) {
        return jdbi.withExtension(PaybackRows.class, rows -> rows.planOf(account, first.stripeId()))
                .map(plan -> entitlements.included(account, plan))
                .orElseGet(
                        () -> entitlements.allowance(account, Environment.LIVE).included());
    }

    /// By the address and not by the account: a new account of the same owner has no second one.
    private Optional<byte[]> owner(UUID account) {
        return accounts.ownerEmail(account)
                .map(email -> owners.mac(EmailAddress.mailbox(email).getBytes(StandardCharsets.UTF_8)));
    }
}
