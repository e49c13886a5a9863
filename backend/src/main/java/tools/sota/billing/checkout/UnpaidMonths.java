package tools.sota.billing.checkout;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Problem;

/// Months that were used and never paid, of plans that are over. A plan stays in force for some days though its renewal
/// was refused; without this, every other month could be had for nothing: used up in those days, then bought anew.
final class UnpaidMonths {
    private final Jdbi jdbi;
    private final long freeCalls;

    /// @param freeCalls how many calls a month cost nothing
    UnpaidMonths(Jdbi jdbi, long freeCalls) {
        this.jdbi = jdbi;
        this.freeCalls = freeCalls;
    }

    /// Before a plan is bought.
    ///
    /// @throws tools.sota.platform.ProblemException `payment_required` with the page to pay on
    void refuse(UUID account) {
        jdbi.withExtension(Checkouts.class, table -> table.owed(account, freeCalls))
                .ifPresent(owed -> {
                    var refusal = Problem.PAYMENT_REQUIRED.because(
                            "The last invoice of the earlier plan is not paid, and " + owed.calls()
                                    + " calls of its month were used. Pay it first: it is under your invoices.");
                    throw owed.hostedUrl() == null ? refusal : refusal.with("pay_url", owed.hostedUrl());
                });
    }
}
