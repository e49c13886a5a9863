package tools.sota.limits;

/// Live calls that something paid for, by where they stand in the ledger's order.
///
/// @param periods a span; those of the periods that began in it are counted
/// @param after how many of them something else paid for, such as the plan
/// @param calls how many from there on, at most
public record PaidCalls(Period periods, long after, long calls) {
    /// Every call of these periods.
    public static PaidCalls all(Period periods) {
        return new PaidCalls(periods, 0, Long.MAX_VALUE);
    }

    public boolean isAll() {
        return after == 0 && calls == Long.MAX_VALUE;
    }
}
