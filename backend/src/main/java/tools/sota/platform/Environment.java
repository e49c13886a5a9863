package tools.sota.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The key environment: `live` calls count against the quota, `test` calls cost nothing. Not Stripe's mode.
public enum Environment {
    LIVE("live"),
    TEST("test");

    private final String code;

    Environment(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public static Environment of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
