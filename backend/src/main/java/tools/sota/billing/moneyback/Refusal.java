package tools.sota.billing.moneyback;

import java.time.Instant;

/// A payment that the bank did not let through.
///
/// @param card Stripe's fingerprint of the card's number
record Refusal(String chargeId, String card, Instant at) {}
