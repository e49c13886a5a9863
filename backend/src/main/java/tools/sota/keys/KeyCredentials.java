package tools.sota.keys;

import io.javalin.http.Context;
import java.util.Optional;
import tools.sota.platform.Access;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.PresentedKey;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Reads a key from `Authorization: Bearer` or `X-API-Key`, and refuses it from addresses that its list does not hold.
public final class KeyCredentials implements Credential.Reader {
    private final KeyVerifier verifier;

    KeyCredentials(KeyVerifier verifier) {
        this.verifier = verifier;
    }

    /// The caller behind a secret that was presented.
    ///
    /// @param address from where it came
    /// @param access what will be required of it
    /// @throws ProblemException when it does not hold, or not from there
    public KeyCredential accept(String secret, String address, Access access) {
        var caller = accept(secret, address, verifier.verify(secret, address));
        return caller.lacks(access) && verifier.isOutdated(caller.key())
                ? accept(secret, address, verifier.verifyMoved(secret, address))
                : caller;
    }

    /// The key behind a secret, when that is known without asking a store, and it holds.
    public Optional<Key> known(String secret) {
        return verifier.known(secret);
    }

    @Override
    public Optional<KeyCredential> read(Context ctx) {
        return PresentedKey.of(ctx).map(secret -> accept(secret, ClientAddress.of(ctx), access(ctx)));
    }

    /// The key as it is now, for a caller whose cached key admission found outdated.
    ///
    /// @throws ProblemException when it holds no more, or not for what was required of it
    public KeyCredential again(KeyCredential outdated) {
        var secret = outdated.secret().value();
        var caller = accept(secret, outdated.address(), verifier.verifyAnew(secret, outdated.address()));
        caller.require(outdated.asked().get());
        return caller;
    }

    private static Access access(Context ctx) {
        return ctx.routeRoles().stream()
                .filter(Access.class::isInstance)
                .map(Access.class::cast)
                .findFirst()
                .orElse(Access.PUBLIC);
    }

    private static KeyCredential accept(String secret, String address, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid(var key) -> new KeyCredential(key, new KeySecret(secret), address);
            case Verdict.Malformed() ->
                throw unheld(Problem.MALFORMED_KEY.because(
                        "Its checksum is wrong, so it was mistyped or cut. Copy it again."));
            case Verdict.Unknown() ->
                throw unheld(
                        Problem.UNKNOWN_KEY.because("No account here has this key. Check which service it is for."));
            case Verdict.Revoked(var key) ->
                throw unheld(new RefusedKey(
                        Problem.REVOKED_KEY,
                        key,
                        "The key " + key.hint() + " was revoked. Use another key of the account."));
            case Verdict.Expired(var key) ->
                throw unheld(new RefusedKey(
                        Problem.EXPIRED_KEY,
                        key,
                        "The key " + key.hint() + " has expired. Make a new one in the dashboard."));
            case Verdict.Frozen(var key) -> throw new RefusedKey(Problem.FROZEN_KEY, key, frozen(key));
            case Verdict.ForbiddenIp(var key, var from) ->
                throw new RefusedKey(
                                Problem.FORBIDDEN_IP,
                                key,
                                "The key " + key.hint() + " may not be used from " + from
                                        + ". Add the address to its ip_allow_list in the dashboard, under Keys, or with PATCH"
                                        + " /v1/keys/" + Ids.show("key", key.id()) + ".")
                        .with("address", from);
        };
    }

    private static String frozen(Key key) {
        return key.frozenBy() == FrozenBy.ABNORMAL_USE
                ? "The key " + key.hint() + " was frozen because its use was not what is usual for it. The owner of the"
                        + " account has a mail that says why, with a link that undoes it; the dashboard does so under Keys."
                : "The key " + key.hint()
                        + " was frozen by a member of the account. Unfreeze it in the dashboard, under Keys.";
    }

    private static ProblemException unheld(ProblemException problem) {
        return problem.header("WWW-Authenticate", "Bearer realm=\"api\", error=\"invalid_token\"");
    }
}
