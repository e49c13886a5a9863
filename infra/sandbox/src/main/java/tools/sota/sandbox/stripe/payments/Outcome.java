package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.error.ApiError;

/// What came of trying to take money.
public sealed interface Outcome {
    record Paid(ObjectNode charge) implements Outcome {}

    /// @param error what an API call that tried it answers
    record Refused(ApiError error) implements Outcome {}

    /// The customer must pass 3-D Secure; the intent says where.
    record Challenged(ObjectNode intent) implements Outcome {}
}
