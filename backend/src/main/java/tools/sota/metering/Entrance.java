package tools.sota.metering;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.sota.keys.Key;
import tools.sota.keys.KeyCredential;
import tools.sota.keys.KeyCredentials;
import tools.sota.keys.KeyVersions;
import tools.sota.keys.Scope;
import tools.sota.limits.Admission;
import tools.sota.limits.Allowance;
import tools.sota.limits.Attempt;
import tools.sota.limits.Decision;
import tools.sota.limits.Entitlements;
import tools.sota.limits.NamedLimit;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;

/// Admits one request of a key or a session, reading the key again where it has changed meanwhile.
final class Entrance {
    private static final int TRIES = 3;
    private static final NamedLimit SESSION = new NamedLimit("minute", 120, 600);
    private static final NamedLimit SERVICE = new NamedLimit("minute", 10_000, 600_000);

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

    /// What a request wants.
    ///
    /// @param tokens 0 for a request that has taken its token already
    /// @param calls to hold; 0 for what is free
    /// @param fingerprint of the work; empty where repeating is usual
    record Wish(int tokens, int calls, List<NamedLimit> limits, String fingerprint) {
        static Wish free() {
            return new Wish(1, 0, List.of(), "");
        }
    }

    Passage admitKey(UUID requestId, KeyCredential caller, Wish wish) {
        return admit(caller, known -> attempt(requestId, known.key(), wish, allowance(known)));
    }

    /// Admits on behalf of whoever showed the key to a service of ours.
    ///
    /// @throws Admission.OutdatedKey when the caller must read the key again, {@link #publish} it and come back
    Passage admitKey(UUID requestId, Key key, Wish wish) {
        return admit(attempt(requestId, key, wish, entitlements.allowance(key.accountId(), key.environment())));
    }

    void publish(Key key) {
        versions.publish(key.accountId(), key.id(), key.version());
    }

    /// Service keys have a bucket each, and pay nothing.
    Passage admitService(UUID requestId, KeyCredential service) {
        return admit(service, known -> serviceAttempt(requestId, known.key()));
    }

    /// A key, and what it attempts.
    record Known(Key key, Attempt attempt) {}

    /// The attempt of a key that may call tools, when everything about it is known without asking a store.
    Optional<Known> known(UUID requestId, String secret, Wish wish) {
        return credentials
                .known(secret)
                .filter(key -> key.allows(Scope.TOOLS))
                .flatMap(key -> entitlements
                        .known(key.accountId(), key.environment())
                        .map(allowance -> new Known(key, attempt(requestId, key, wish, allowance))));
    }

    /// Asks for admission without waiting.
    void ask(Attempt attempt, Admission.Decided decided) {
        admission.ask(attempt, decided);
    }

    /// Sessions have a bucket per user, and see the live quota of the account they look at.
    Passage admitSession(UUID requestId, Credential session) {
        var live = entitlements.allowance(session.accountId(), Environment.LIVE);
        var allowance = live.at(SESSION);
        var bucket = "session:" + session.id();
        return admit(new Attempt(
                requestId, session.accountId(), Environment.LIVE, bucket, allowance, List.of(), 1, 0, null, ""));
    }

    Clock clock() {
        return clock;
    }

    private Allowance allowance(KeyCredential caller) {
        return entitlements.allowance(caller.accountId(), caller.key().environment());
    }

    private Attempt attempt(UUID requestId, Key key, Wish wish, Allowance allowance) {
        var environment = key.environment();
        return new Attempt(
                requestId,
                key.accountId(),
                environment,
                environment.code(),
                allowance,
                further(key, wish),
                wish.tokens(),
                wish.calls(),
                new Attempt.KnownKey(key.id(), key.version(), key.monthlyCap()),
                wish.fingerprint());
    }

    private List<NamedLimit> further(Key key, Wish wish) {
        var limits = entitlements.further(key.accountId(), key.environment(), wish.limits());
        var own = key.settings().rate();
        return own == null
                ? limits
                : Stream.concat(
                                limits.stream(),
                                Stream.of(new NamedLimit(NamedLimit.OF_KEY, own.burst(), own.perMinute())))
                        .toList();
    }

    private Attempt serviceAttempt(UUID requestId, Key key) {
        var live = entitlements.allowance(key.accountId(), Environment.LIVE);
        var limit = entitlements.further(key.accountId(), Environment.LIVE, List.of(SERVICE));
        return new Attempt(
                requestId,
                key.accountId(),
                Environment.LIVE,
                "service:" + key.id(),
                live.at(limit.getFirst()),
                List.of(),
                1,
                0,
                new Attempt.KnownKey(key.id(), key.version(), null),
                "");
    }

    private Passage admit(KeyCredential caller, Function<KeyCredential, Attempt> attempt) {
        var known = caller;
        for (int tries = 0; ; tries++) {
            try {
                return admit(attempt.apply(known));
            } catch (Admission.OutdatedKey e) {
                if (tries == TRIES) {
                    throw e;
                }
                known = credentials.again(known);
                publish(known.key());
            }
        }
    }

    private Passage admit(Attempt attempt) {
        return new Passage(attempt, admission.admit(attempt));
    }
}
