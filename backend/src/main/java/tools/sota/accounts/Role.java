package tools.sota.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a member is in an account.
public enum Role {
    OWNER,
    ADMIN,
    DEVELOPER,
    BILLING,
    VIEWER;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it may make and end keys.
    public boolean managesKeys() {
        return this == OWNER || this == ADMIN || this == DEVELOPER;
    }

    /// Whether it may spend money.
    public boolean managesMoney() {
        return this == OWNER || this == ADMIN || this == BILLING;
    }
}
