package tools.sota.keys;

import java.util.UUID;
import tools.sota.platform.Access;
import tools.sota.platform.Credential;
import tools.sota.platform.Problem;

/// A caller with a key.
///
/// @param secret what was presented, to read the key again when it has changed
/// @param address from where, as {@link tools.sota.platform.ClientAddress} sees it
public record KeyCredential(Key key, KeySecret secret, String address) implements Credential {
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

    @Override
    public void require(Access access) {
        switch (access) {
            case ANY, PUBLIC -> {}
            case TOOLS -> requireScope(Scope.TOOLS);
            case USAGE -> requireScope(Scope.USAGE_READ);
            case USER, MEMBER, DEVELOPER, BILLING ->
                throw Problem.INSUFFICIENT_SCOPE.because(
                        "Keys cannot do this. Sign in at the dashboard and do it there.");
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
