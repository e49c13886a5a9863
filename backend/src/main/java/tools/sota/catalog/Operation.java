package tools.sota.catalog;

import java.util.List;

/// Something a customer can do that costs calls.
///
/// @param calls what each `per` units begun cost
/// @param unit the word for one unit, such as `case`
/// @param limits beside those of the plan
public record Operation(String id, int calls, int per, String unit, List<Limit> limits) {
    public long callsFor(long units) {
        return Math.multiplyExact(Math.ceilDiv(units, per), calls);
    }
}
