package tools.sota.billing.checkout;

import java.util.UUID;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.truth.Parking;
import tools.sota.platform.ProblemException;

/// Who may open a page to pay on.
final class PurchaseRules {
    private final Parking parking;
    private final CardTesting testing;
    private final UnpaidMonths unpaid;

    PurchaseRules(Parking parking, CardTesting testing, UnpaidMonths unpaid) {
        this.parking = parking;
        this.testing = testing;
        this.unpaid = unpaid;
    }

    /// @throws ProblemException when the account may not buy at the moment
    void refuse(UUID account) {
        parking.refuseParked(account);
        testing.refuseTester(account);
        unpaid.refuse(account);
    }
}
