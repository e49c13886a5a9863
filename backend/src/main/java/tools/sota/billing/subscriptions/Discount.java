package tools.sota.billing.subscriptions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is taken off the invoices of a subscription, as Stripe has it.
///
/// @param name that Stripe's invoices show
/// @param code that the customer typed; null for a discount that was given
/// @param percentOff of 100; null when an amount is taken off
/// @param amountOff minor units of the currency
/// @param isForOnce whether the next invoice uses it up
/// @param endsAt null when it lasts as long as the subscription, or is for one invoice
public record Discount(
        String id,
        UUID accountId,
        String subscriptionId,
        String name,
        @Nullable String code,
        @Nullable BigDecimal percentOff,
        @Nullable Long amountOff,
        @Nullable String currency,
        boolean isForOnce,
        @Nullable Instant endsAt) {}
