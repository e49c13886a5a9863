package tools.sota.usage.alerts;

import io.javalin.http.Context;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Etags;
import tools.sota.platform.Fields;
import tools.sota.platform.Query;

/// `/v1/alerts`: what an account wants to be told of.
public final class AlertsApi {
    private final Jdbi jdbi;
    private final Clock clock;

    AlertsApi(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    private record View(boolean used_50, boolean used_80, boolean used_100, boolean runsOut) {
        static View of(AlertSetting setting) {
            return new View(setting.used50(), setting.used80(), setting.used100(), setting.runsOut());
        }
    }

    public void show(Context ctx) {
        Query.of(ctx);
        var account = Credential.of(ctx).accountId();
        var setting = jdbi.withExtension(AlertRows.class, rows -> QuotaAlerts.setting(rows, account));
        Etags.answer(ctx, View.of(setting));
    }

    public void change(Context ctx) {
        Query.of(ctx);
        var account = Credential.of(ctx).accountId();
        var wanted = Body.read(ctx, AlertsApi::read);
        jdbi.useTransaction(transaction -> {
            var rows = transaction.attach(AlertRows.class);
            rows.lock(account);
            Etags.requireMatch(ctx.header("If-Match"), View.of(QuotaAlerts.setting(rows, account)));
            rows.put(account, wanted.used50(), wanted.used80(), wanted.used100(), wanted.runsOut(), clock.instant());
        });
        Etags.answer(ctx, View.of(wanted));
    }

    private static AlertSetting read(Fields fields) {
        return new AlertSetting(
                flag(fields, "used_50"), flag(fields, "used_80"), flag(fields, "used_100"), flag(fields, "runs_out"));
    }

    private static boolean flag(Fields fields, String name) {
        @Nullable Boolean flag = fields.optionalFlag(name);
        if (flag == null && !fields.has(name)) {
            return fields.bad(name, "is required", false);
        }
        return flag != null && flag;
    }
}
