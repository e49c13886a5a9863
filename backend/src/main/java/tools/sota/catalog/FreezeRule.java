package tools.sota.catalog;

/// Thresholds above which a live key is frozen by itself; `keys.AbnormalUse` states the rule. All per key, clock hour
/// and
/// node.
///
/// @param daysOfHistory on how many earlier days of the last 30 a key must have been used to be judged at all
/// @param timesBusiestHour how many times its busiest hour a key may do
/// @param rateRequests answered requests below which a rate is never too high
/// @param newRanges from how many networks that it was not used from before a key may be used
/// @param errorPercent share of refused requests, of all
/// @param errorRequests refused requests below which no share is too high
public record FreezeRule(
        int daysOfHistory,
        int timesBusiestHour,
        int rateRequests,
        int newRanges,
        int errorPercent,
        int errorRequests) {}
