package tools.sota.limits;

import java.time.Clock;
import tools.sota.keys.ChangedKeys;
import tools.sota.platform.Database;
import tools.sota.platform.Redis;

/// The parts of the feature that others use.
public record LimitsFeature(
        Entitlements entitlements, Admission admission, Settling settling, LiveQuota live, CountedCalls counted)
        implements AutoCloseable {
    /// Everything limits stand on.
    public record Needs(
            Database database,
            Redis redis,
            PlanLimits plans,
            Entitlements.AccountStanding standing,
            CountedCalls counted,
            ChangedKeys changed,
            Node node) {}

    public static LimitsFeature create(Needs needs, Clock clock) {
        var entitlements = new Entitlements(needs.database(), needs.plans(), needs.standing(), clock);
        var quotas = new QuotaState(needs.redis(), needs.counted(), needs.node(), clock);
        var local = new LocalAdmission(needs.counted(), needs.changed(), clock);
        var admission = new Admission(needs.redis(), quotas, local, needs.node(), clock);
        return new LimitsFeature(
                entitlements,
                admission,
                new Settling(quotas, local, needs.redis()),
                new LiveQuota(needs.redis()),
                needs.counted());
    }

    /// What Redis counts, for a command that needs nothing else of this feature.
    public static LiveQuota live(Redis redis) {
        return new LiveQuota(redis);
    }

    @Override
    public void close() {
        admission.close();
        settling.close();
        entitlements.close();
    }
}
