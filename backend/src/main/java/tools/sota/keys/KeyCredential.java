package tools.sota.keys;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import tools.sota.platform.Access;
import tools.sota.platform.Credential;
import tools.sota.platform.Problem;

/// A caller with a key.
///
/// @param secret what was presented, to read the key again when it has changed
/// @param address from where, as {@link tools.sota.platform.ClientAddress} sees it
/// @param asked what was required of it, to require it again of the key as it has become
public record KeyCredential(Key key, KeySecret secret, String address, AtomicReference<Access> asked)
        implements Credential {
    @Override
    public UUID id() {
        return key.id();
    }

    @Override
    public UUID accountId() {
        return key.accountId();
    }

    @Override
    public String scope() {
        return "key " + key.accountId() + ' ' + key.environment().code();
    }

    KeyCredential(Key key, KeySecret secret, String address) {
        this(key, secret, address, new AtomicReference<>(Access.PUBLIC));
    }

    @Override
    public void require(Access access) {
        asked.set(access);
        switch (access) {
            case ANY, PUBLIC -> {}
            case TOOLS -> requireScope(Scope.TOOLS);
            case USAGE -> requireScope(Scope.USAGE_READ);
            case USAGE_WRITE -> requireScope(Scope.USAGE_WRITE);
            case VERIFY -> requireService();
            case USER, STAFF, MEMBER, ADMIN, DEVELOPER, BILLING ->
                throw Problem.INSUFFICIENT_SCOPE.because(
                        "Keys cannot do this. Sign in at the dashboard and do it there.");
        }
    }

    /// Whether it lacks a scope that another version of the key may have.
    boolean lacks(Access access) {
        return switch (access) {
            case TOOLS -> !key.allows(Scope.TOOLS);
            case USAGE -> !key.allows(Scope.USAGE_READ);
            case USAGE_WRITE -> !key.allows(Scope.USAGE_WRITE);
            case VERIFY -> !key.allows(Scope.VERIFY);
            case ANY, PUBLIC, USER, STAFF, MEMBER, ADMIN, DEVELOPER, BILLING -> false;
        };
    }

    private void requireService() {
        if (!key.allows(Scope.VERIFY)) {
            throw Problem.INSUFFICIENT_SCOPE
                    .because("Only service keys verify other keys, and only the operator of this server makes them:"
                            + " java -jar sota.jar service-key \"name\".")
                    .with("required_scope", Scope.VERIFY.code());
        }
    }

    private void requireScope(Scope scope) {
        if (!key.allows(scope)) {
            throw Problem.INSUFFICIENT_SCOPE
                    .because("This key lacks the scope " + scope.code() + ". Make one that has it in the dashboard.")
                    .with("required_scope", scope.code());
        }
    }
}
