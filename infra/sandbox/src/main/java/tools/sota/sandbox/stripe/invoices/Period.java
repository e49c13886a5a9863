package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.json.Json;

/// A stretch of service in epoch seconds; the end is the start of the next one.
public record Period(long start, long end) {
    public static Period at(long moment) {
        return new Period(moment, moment);
    }

    ObjectNode json() {
        return Json.object().put("start", start).put("end", end);
    }
}
