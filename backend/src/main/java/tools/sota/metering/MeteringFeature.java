package tools.sota.metering;

import java.time.Clock;
import java.util.Set;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.Operation;
import tools.sota.keys.KeysFeature;
import tools.sota.limits.LimitsFeature;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;
import tools.sota.usage.Ledger;
import tools.sota.usage.decisions.Decisions;

/// The parts of the feature that others use.
public record MeteringFeature(
        MeteredApi api, MeApi me, VerifyApi verify, EchoLane echo, LaneMeter lane, ObservedApi observed) {
    /// What the lane before Javalin needs to answer by itself, and verification beyond it.
    ///
    /// @param products that the catalog has
    /// @param echo what it costs, and its limits
    public record Wire(
            LaneAnswer.Manners manners,
            Ids ids,
            Idempotency idempotency,
            Decisions decisions,
            Set<String> products,
            Operation echo) {}

    public static MeteringFeature create(
            Accounts accounts, KeysFeature keys, LimitsFeature limits, Ledger ledger, Wire wire, Clock clock) {
        var entrance =
                new Entrance(limits.entitlements(), limits.admission(), keys.credentials(), keys.versions(), clock);
        var charging = new Charging(ledger, limits.settling());
        var observed = new ObservedApi(keys.abnormalUse(), wire.decisions(), clock);
        var metered = new MeteredApi(entrance, charging);
        var needs = new VerifyApi.Needs(limits.entitlements(), wire.idempotency(), observed, wire.products());
        return new MeteringFeature(
                metered,
                new MeApi(accounts, limits.entitlements(), clock),
                new VerifyApi(metered, entrance, charging, keys.verifier(), needs),
                new EchoLane(new EchoCall.Room(entrance, charging, observed), wire),
                new LaneMeter(entrance, keys.credentials(), new Ticket.Desk(charging, observed, clock)),
                observed);
    }
}
