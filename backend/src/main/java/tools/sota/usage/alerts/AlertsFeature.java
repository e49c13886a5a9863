package tools.sota.usage.alerts;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.limits.Entitlements;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;

/// The parts that others use.
public record AlertsFeature(AlertsApi api, QuotaAlerts quota, QuotaForecast forecast) {
    /// What it stands on.
    public record Needs(
            Database database, Entitlements entitlements, Accounts accounts, Outbox outbox, String publicUrl) {}

    public static AlertsFeature create(Needs needs, Clock clock) {
        var jdbi = needs.database()
                .rows(AlertRows.Setting.class, AlertRows.Used.class, AlertRows.Lately.class)
                .jdbi();
        var quota = new QuotaAlerts(
                needs.entitlements(), needs.accounts(), needs.outbox(), new AlertLetters(needs.publicUrl()), clock);
        return new AlertsFeature(new AlertsApi(jdbi, clock), quota, new QuotaForecast(jdbi, quota, clock));
    }
}
