package tools.sota.keys;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who froze a key.
public enum FrozenBy {
    MEMBER,
    ABNORMAL_USE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FrozenBy of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
