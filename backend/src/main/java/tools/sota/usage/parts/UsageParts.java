package tools.sota.usage.parts;

import java.time.Clock;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;
import tools.sota.usage.decisions.DecisionsFeature;

/// What stands around the ledger: why requests were refused.
public record UsageParts(DecisionsFeature decisions) implements AutoCloseable {
    /// Everything the parts stand on.
    public record Needs(Database database, Pages pages, Clock clock) {}

    public static UsageParts create(Needs needs) {
        return new UsageParts(DecisionsFeature.create(needs.database(), needs.pages(), needs.clock()));
    }

    @Override
    public void close() {
        decisions.close();
    }
}
