package tools.sota.metering;

import java.time.Clock;
import java.util.UUID;
import tools.sota.keys.KeyCredential;
import tools.sota.keys.KeyCredentials;
import tools.sota.keys.KeyVersions;
import tools.sota.limits.Admission;
import tools.sota.limits.Allowance;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;

/// Admits one request of a key or a session, reading the key again where it has changed meanwhile.
final class Entrance {
    private static final int TRIES = 3;
    private static final int SESSION_CAPACITY = 120;
    private static final int SESSION_PER_MINUTE = 600;

    private final Entitlements entitlements;
    private final Admission admission;
    private final KeyCredentials credentials;
    private final KeyVersions versions;
    private final Clock clock;

    Entrance(
            Entitlements entitlements,
            Admission admission,
            KeyCredentials credentials,
            KeyVersions versions,
            Clock clock) {
        this.entitlements = entitlements;
        this.admission = admission;
        this.credentials = credentials;
        this.versions = versions;
        this.clock = clock;
    }

    /// What was decided, for whom.
    record Passage(Attempt attempt, Decision decision) {}

    /// @param calls to hold; 0 for what is free
    Passage admitKey(UUID requestId, KeyCredential caller, int calls) {
        var known = caller;
        for (int tries = 0; ; tries++) {
            try {
                return admit(attempt(requestId, known, calls));
            } catch (Admission.OutdatedKey e) {
                if (tries == TRIES) {
                    throw e;
                }
                known = credentials.again(known);
                versions.publish(known.accountId(), known.id(), known.key().version());
            }
        }
    }

    /// Sessions have a bucket per user, and see the live quota of the account they look at.
    Passage admitSession(UUID requestId, Credential session) {
        var live = entitlements.allowance(session.accountId(), Environment.LIVE);
        var allowance = new Allowance(SESSION_CAPACITY, SESSION_PER_MINUTE, live.calls(), live.period());
        var bucket = "session:" + session.id();
        return admit(new Attempt(requestId, session.accountId(), Environment.LIVE, bucket, allowance, 0, null));
    }

    Clock clock() {
        return clock;
    }

    private Attempt attempt(UUID requestId, KeyCredential caller, int calls) {
        var environment = caller.key().environment();
        var allowance = entitlements.allowance(caller.accountId(), environment);
        var known = new Attempt.KnownKey(caller.id(), caller.key().version());
        return new Attempt(requestId, caller.accountId(), environment, environment.code(), allowance, calls, known);
    }

    private Passage admit(Attempt attempt) {
        return new Passage(attempt, admission.admit(attempt));
    }
}
