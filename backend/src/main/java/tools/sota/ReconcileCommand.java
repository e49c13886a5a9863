package tools.sota;

import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import tools.sota.limits.LimitsFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Redis;
import tools.sota.usage.reconcile.Drift;
import tools.sota.usage.reconcile.LiveCounts;
import tools.sota.usage.reconcile.ReconcileFeature;
import tools.sota.usage.reconcile.UsageReconciliation;

/// `reconcile usage`: compares every row that is kept with what is counted from it, heals, and prints what it found.
/// The
/// server may run meanwhile.
final class ReconcileCommand {
    private static final int CONNECTIONS = 3;
    private static final String LINE = "%-7s  %-30s  %-4s  %-24s  %-30s  %-12s  %12s  %12s%n";

    private ReconcileCommand() {}

    /// @return 0 when nothing had drifted, else 1
    static int usage(Config config, Clock clock, PrintStream out) {
        try (var database = Database.open(config.databaseUrl(), CONNECTIONS);
                var redis = Redis.open(config.redisUrls().toArray(URI[]::new))) {
            var live = LiveCounts.of(LimitsFeature.live(redis));
            var summary = ReconcileFeature.create(database, live, clock).run(oldest(config, clock));
            summary.ifPresentOrElse(
                    found -> print(found, out), () -> out.println("Another comparison is under way. Try again later."));
            return summary.filter(found -> found.drifts() == 0).isPresent() ? 0 : 1;
        }
    }

    private static Instant oldest(Config config, Clock clock) {
        return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC))
                .minusMonths(config.usageRetentionMonths())
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static void print(UsageReconciliation.Summary found, PrintStream out) {
        out.printf(
                "Compared the usage of %d accounts since %s: %d counts had drifted%s%n",
                found.accounts(), found.since(), found.drifts(), found.drifts() == 0 ? "." : " and are healed.");
        if (found.drifts() > 0) {
            out.printf(LINE, "count", "account", "env", "at", "key", "product", "expected", "found");
            found.first().forEach(drift -> print(drift, out));
        }
        if (found.drifts() > found.first().size()) {
            out.printf("The rest is in reconciliation_drift, run %s.%n", found.run());
        }
    }

    private static void print(Drift drift, PrintStream out) {
        out.printf(
                LINE,
                drift.kind().code(),
                Ids.show("acc", drift.accountId()),
                drift.environment(),
                drift.at(),
                drift.keyId() == null ? "" : Ids.show("key", drift.keyId()),
                drift.product() == null ? "" : drift.product(),
                drift.expected(),
                drift.found());
    }
}
