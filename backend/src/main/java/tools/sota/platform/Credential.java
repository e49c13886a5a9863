package tools.sota.platform;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is calling. Sessions and keys each implement it; {@link Access} knows no more of them than this.
public interface Credential {
    /// The user of a session, the key of a key.
    UUID id();

    /// The account it speaks for.
    ///
    /// @throws ProblemException when a session names an account that is not its own
    UUID accountId();

    /// The same for what also concerns a user without any.
    default @Nullable UUID accountOrNone() {
        return accountId();
    }

    /// What one Idempotency-Key is bound to besides method and path: account and environment.
    String scope();

    /// @throws ProblemException when this credential may not do what the access asks for
    void require(Access access);

    /// Finds a credential of one kind in a request.
    interface Reader {
        /// Empty when the request carries none of this kind.
        ///
        /// @throws ProblemException when it carries one that does not hold
        Optional<? extends Credential> read(Context ctx);
    }

    static <C extends Credential> C of(Context ctx, Class<C> type) {
        var credential = ctx.<Credential>attribute(Gate.CREDENTIAL);
        if (!type.isInstance(credential)) {
            throw new IllegalStateException("This route's access does not promise a " + type.getSimpleName());
        }
        return type.cast(credential);
    }

    /// Empty before the gate has looked, and where anyone may call.
    static Optional<Credential> find(Context ctx) {
        return Optional.ofNullable(ctx.attribute(Gate.CREDENTIAL));
    }

    static Credential of(Context ctx) {
        return of(ctx, Credential.class);
    }
}
