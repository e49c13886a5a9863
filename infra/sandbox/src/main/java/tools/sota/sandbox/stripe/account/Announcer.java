package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/// Takes note of what happens to objects.
public interface Announcer {
    /// @param former the values that changed, as they were before
    void announce(String event, ObjectNode object, ObjectNode former);

    /// Everything announced by the action names this request as its cause.
    <T> T causedBy(ObjectNode request, Supplier<T> action);
}
