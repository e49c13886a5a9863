package tools.sota.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;

/// What a key may do. Keys never manage keys, members or money.
public enum Scope {
    TOOLS("tools"),
    USAGE_READ("usage:read"),
    USAGE_WRITE("usage:write"),
    /// Of service keys alone, which staff make; see {@link ServiceKeys}.
    VERIFY("verify");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /// Whether a customer may ask for it.
    boolean isForCustomers() {
        return this != VERIFY;
    }

    public static Optional<Scope> parse(String code) {
        return Stream.of(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
