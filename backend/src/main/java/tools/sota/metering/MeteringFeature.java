package tools.sota.metering;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.keys.KeysFeature;
import tools.sota.limits.LimitsFeature;
import tools.sota.platform.Ids;
import tools.sota.platform.Problems;
import tools.sota.usage.Ledger;

/// The parts of the feature that others use.
public record MeteringFeature(MeteredApi api, MeApi me, EchoLane echo) {
    /// What the lane before Javalin needs to answer by itself.
    ///
    /// @param echoCalls that one echo costs
    public record Wire(Problems problems, Ids ids, int echoCalls) {}

    public static MeteringFeature create(
            Accounts accounts, KeysFeature keys, LimitsFeature limits, Ledger ledger, Wire wire, Clock clock) {
        var entrance =
                new Entrance(limits.entitlements(), limits.admission(), keys.credentials(), keys.versions(), clock);
        var charging = new Charging(ledger, limits.settling());
        return new MeteringFeature(
                new MeteredApi(entrance, charging),
                new MeApi(accounts, limits.entitlements(), clock),
                new EchoLane(entrance, charging, wire.problems(), wire.ids(), wire.echoCalls()));
    }
}
