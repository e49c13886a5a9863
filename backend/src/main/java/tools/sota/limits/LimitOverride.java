package tools.sota.limits;

import org.jspecify.annotations.Nullable;

/// A limit of one account that differs from its plan's.
///
/// @param name `minute` for the bucket, `period` for the quota, or the name of a further limit
/// @param capacity of a bucket
/// @param perMinute of a bucket
/// @param calls of the quota
record LimitOverride(
        String environment,
        String name,
        @Nullable Integer capacity,
        @Nullable Integer perMinute,
        @Nullable Long calls) {
    static final String RATE = "minute";
    static final String QUOTA = "period";

    NamedLimit over(NamedLimit plan) {
        return capacity == null || perMinute == null ? plan : new NamedLimit(plan.name(), capacity, perMinute);
    }
}
