package tools.sota.billing.checkout;

import java.util.Optional;
import java.util.UUID;

/// Who pays, as the accounts know them.
public interface Payer {
    /// Filled in for the customer on Stripe's page.
    Optional<String> email(UUID user);
}
