package tools.sota.metering;

import java.time.Clock;
import tools.sota.keys.KeysFeature;
import tools.sota.limits.LimitsFeature;
import tools.sota.usage.Ledger;

/// The parts of the feature that others use.
public record MeteringFeature(MeteredApi api, Settling settling) implements AutoCloseable {
    public static MeteringFeature create(KeysFeature keys, LimitsFeature limits, Ledger ledger, Clock clock) {
        var entrance =
                new Entrance(limits.entitlements(), limits.admission(), keys.credentials(), keys.versions(), clock);
        var settling = new Settling();
        return new MeteringFeature(new MeteredApi(entrance, limits.admission(), ledger, settling), settling);
    }

    @Override
    public void close() {
        settling.close();
    }
}
