package tools.sota.metering;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.AuthApi.AccountView;
import tools.sota.accounts.AuthApi.UserView;
import tools.sota.accounts.Session;
import tools.sota.keys.KeyCredential;
import tools.sota.keys.KeysApi.KeyView;
import tools.sota.keys.Scope;
import tools.sota.limits.Decision;
import tools.sota.limits.Entitlements;
import tools.sota.limits.NamedLimit;
import tools.sota.limits.Period;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Query;

/// `GET /v1/me`: who the credential is, and what is left for it.
public final class MeApi {
    private final Accounts accounts;
    private final Entitlements entitlements;
    private final Clock clock;

    MeApi(Accounts accounts, Entitlements entitlements, Clock clock) {
        this.accounts = accounts;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    private record Rate(int capacity, int perMinute) {}

    private record Quota(long limit, long included, long used, long remaining, Period period) {}

    private record Me(
            String kind,
            @Nullable UserView user,
            AccountView account,
            List<AccountView> accounts,
            @Nullable KeyView key,
            List<Scope> scopes,
            String plan,
            Rate limits,
            Quota quota) {}

    public void me(Context ctx) {
        Query.of(ctx);
        var decision = MeteredApi.decision(ctx);
        ctx.json(
                switch (Credential.of(ctx)) {
                    case KeyCredential caller -> ofKey(caller, decision);
                    case Session session -> ofSession(session, decision);
                    default -> throw new IllegalStateException("Only keys and sessions call this");
                });
    }

    private Me ofKey(KeyCredential caller, Decision decision) {
        var account = accounts.find(caller.accountId()).map(AccountView::of).orElseThrow();
        var key = caller.key();
        return new Me(
                "key",
                null,
                account,
                List.of(),
                KeyView.of(key, clock.instant()),
                key.scopes(),
                plan(caller),
                rate(decision.allowance().rate()),
                quota(decision));
    }

    private Me ofSession(Session session, Decision decision) {
        var mine = accounts.memberships(session.userId()).stream()
                .map(AccountView::of)
                .toList();
        return new Me(
                "session",
                accounts.user(session.userId()).map(UserView::of).orElseThrow(),
                Optional.ofNullable(session.membership()).map(AccountView::of).orElseThrow(),
                mine,
                null,
                List.of(),
                plan(session),
                rate(entitlements
                        .allowance(session.accountId(), Environment.LIVE)
                        .rate()),
                quota(decision));
    }

    private String plan(Credential caller) {
        return entitlements.of(caller.accountId()).plan();
    }

    private static Rate rate(NamedLimit limit) {
        return new Rate(limit.capacity(), limit.perMinute());
    }

    private static Quota quota(Decision decision) {
        var allowance = decision.allowance();
        long used = decision.used() + decision.held();
        return new Quota(allowance.calls(), allowance.included(), used, decision.remaining(), allowance.period());
    }
}
