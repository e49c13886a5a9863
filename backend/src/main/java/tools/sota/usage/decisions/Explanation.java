package tools.sota.usage.decisions;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Json;

/// Says in a sentence what happened to a request, and what to do next.
final class Explanation {
    private static final int SERVER_ERROR = 500;
    private static final Set<String> FAILED = Set.of("failed", "left");

    private Explanation() {}

    /// `charged`, `refused` or `failed`.
    static String outcome(DecisionRows.Row row) {
        if (row.rule().equals("charged")) {
            return "charged";
        }
        return FAILED.contains(row.rule()) || row.status() >= SERVER_ERROR ? "failed" : "refused";
    }

    static String of(DecisionRows.Row row) {
        return switch (row.rule()) {
            case "charged" -> "It was answered and cost " + calls(row.calls()) + ". There is nothing to do.";
            case "period" -> period(row);
            case "key_cap" ->
                "The key's own cap of calls a period was used up or in flight. " + wait(row)
                        + "raise the cap of the key in the dashboard.";
            case "key_rate" -> empty(row, "The key's own bucket") + "raise the rate of the key in the dashboard.";
            case "scope" ->
                "The key lacks the scope that this address asks for. Make a key with that scope in the dashboard.";
            case "ip" ->
                "The request came from an address that is not on the key's list. Call from a listed address, or change the list in the"
                        + " dashboard.";
            case "revoked" -> "The key was revoked, and nothing brings it back. Use another key of the account.";
            case "expired" -> "The key had expired. Make a new one in the dashboard.";
            case "frozen" ->
                "The key was frozen. Look at its use in the dashboard, then unfreeze it there or rotate it.";
            case "invalid" ->
                "The request could not be read or had a field that is not valid. The answer named the field: correct it and send again.";
            case "upstream" -> upstream(row);
            case "left" ->
                "The caller closed its connection before the answer began. Nothing was charged; the service behind us"
                        + " may have done the work all the same.";
            case "failed" ->
                "It failed on our side. Nothing was charged; send the request again with its Idempotency-Key.";
            default -> empty(row, "The bucket '" + row.rule() + "'") + "move to a plan with a higher rate at /pricing.";
        };
    }

    private static String upstream(DecisionRows.Row row) {
        return row.status() >= SERVER_ERROR
                ? "The service behind us did not answer as it should. Nothing was charged; send the request again with its Idempotency-Key."
                : "The service behind us refused it with " + row.status()
                        + " and said why in its answer. Nothing was charged; correct the request and send it again.";
    }

    private static String period(DecisionRows.Row row) {
        return calls(row.quota()) + " of the period were used or in flight, and this request needed " + row.calls()
                + ". " + wait(row) + "move to a plan with more calls at /pricing.";
    }

    private static String empty(DecisionRows.Row row, String bucket) {
        return bucket + " of " + row.capacity() + " requests was empty. " + wait(row);
    }

    private static String wait(DecisionRows.Row row) {
        return row.passesAt() == null ? "Then " : "It passes from " + Json.time(row.passesAt()) + " on; wait, or ";
    }

    private static String calls(@Nullable Number count) {
        return count == null ? "The calls" : count + (count.longValue() == 1 ? " call" : " calls");
    }
}
