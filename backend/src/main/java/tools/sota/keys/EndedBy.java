package tools.sota.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why a key was revoked.
public enum EndedBy {
    MEMBER,
    REPORT,
    PASSWORD_RESET;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EndedBy of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
