package tools.sota.limits;

/// The limits that the catalog gives to plans and to test keys.
public interface PlanLimits {
    Limit plan(String plan);

    /// @param proven whether the account has proved an address or paid; before that the calls are in all, not a day's
    Limit testKeys(boolean proven);

    /// @param calls a period's calls
    record Limit(int capacity, int perMinute, long calls) {}
}
