package tools.sota.billing.cards;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an account can be charged on, as Stripe has it.
///
/// @param id Stripe's
/// @param brand like what follows, of cards alone
/// @param isDefault whether renewals are charged on it
public record PaymentMethod(
        String id,
        UUID accountId,
        String type,
        @Nullable String brand,
        @Nullable String last4,
        @Nullable Integer expMonth,
        @Nullable Integer expYear,
        boolean isDefault,
        Instant createdAt) {}
