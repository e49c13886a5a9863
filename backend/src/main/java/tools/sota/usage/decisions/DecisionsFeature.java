package tools.sota.usage.decisions;

import java.time.Clock;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;

/// The parts that others use.
public record DecisionsFeature(DecisionsApi api, CountersApi counters, Decisions decisions) implements AutoCloseable {
    public static DecisionsFeature create(Database database, Pages pages, Clock clock) {
        var jdbi =
                database.rows(DecisionRows.Row.class, CounterRows.Counter.class).jdbi();
        var decisions = Decisions.start(jdbi, clock);
        return new DecisionsFeature(
                new DecisionsApi(jdbi, decisions, pages, clock), new CountersApi(jdbi, decisions, clock), decisions);
    }

    @Override
    public void close() {
        decisions.close();
    }
}
