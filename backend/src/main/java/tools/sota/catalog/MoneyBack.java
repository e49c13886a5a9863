package tools.sota.catalog;

/// The money-back guarantee.
///
/// @param days since the first payment
/// @param percentOfCalls how many of a month's calls may be used, at most
public record MoneyBack(int days, int percentOfCalls) {
    private static final int LONGEST_DAYS = 365;
    private static final int ALL = 100;
    /// Without one in the file nobody is promised anything.
    static final MoneyBack NONE = new MoneyBack(0, 0);

    static MoneyBack read(YamlFields fields) {
        return new MoneyBack(
                Math.toIntExact(fields.number("days", 0, LONGEST_DAYS)),
                Math.toIntExact(fields.number("percent_of_calls", 0, ALL)));
    }
}
