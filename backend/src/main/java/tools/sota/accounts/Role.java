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

    /// Whether it may invite people, change their roles and remove them.
    public boolean managesTeam() {
        return this == OWNER || this == ADMIN;
    }

    /// Whether it may give this role, and take it from whoever has it: nobody reaches above themselves.
    public boolean mayGive(Role role) {
        return managesTeam() && (this == OWNER || role != OWNER);
    }
}
