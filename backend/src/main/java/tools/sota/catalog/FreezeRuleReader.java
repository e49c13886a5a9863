package tools.sota.catalog;

/// Reads the rule of abnormal use.
final class FreezeRuleReader {
    private static final int MOST_DAYS_OF_HISTORY = 30;
    private static final int MOST_NEW_RANGES = 200;

    private FreezeRuleReader() {}

    static FreezeRule read(YamlFields fields) {
        int days = Math.toIntExact(fields.number("days_of_history", 1, MOST_DAYS_OF_HISTORY));
        return fields.mapping(
                "rate",
                rate -> fields.mapping(
                        "new_ranges",
                        ranges -> fields.mapping("errors", errors -> {
                            return new FreezeRule(
                                    days,
                                    rate.integer("times_busiest_hour", 1),
                                    rate.integer("requests", 1),
                                    Math.toIntExact(ranges.number("ranges", 1, MOST_NEW_RANGES)),
                                    Math.toIntExact(errors.number("percent", 1, 100)),
                                    errors.integer("requests", 1));
                        })));
    }
}
