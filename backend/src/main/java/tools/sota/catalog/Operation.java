package tools.sota.catalog;

/// Something a customer can do that costs calls.
///
/// @param calls what each `per` units begun cost
/// @param unit the word for one unit, such as `case`
public record Operation(String id, int calls, int per, String unit) {
    public long callsFor(long units) {
        return Math.multiplyExact(Math.ceilDiv(units, per), calls);
    }
}
