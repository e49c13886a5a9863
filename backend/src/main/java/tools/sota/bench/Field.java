package tools.sota.bench;

import java.nio.ByteBuffer;

/// The fields of an answer that the generator looks at, found without making text of any.
enum Field {
    CONTENT_LENGTH("content-length: "),
    TRANSFER_ENCODING("transfer-encoding: "),
    CONNECTION("connection: "),
    RETRY_AFTER("retry-after: "),
    REQUEST_ID("request-id: "),
    OTHER("");

    private static final int LOWER = 0x20;

    private final String name;

    Field(String name) {
        this.name = name;
    }

    /// Which one the line is; the name counts in any case, and a space follows its colon as every server writes it.
    static Field at(ByteBuffer in, int from, int to) {
        var field = switch (in.get(from) | LOWER) {
            case 'c' -> (in.get(from + 3) | LOWER) == 't' ? CONTENT_LENGTH : CONNECTION;
            case 't' -> TRANSFER_ENCODING;
            case 'r' -> (in.get(from + 2) | LOWER) == 't' ? RETRY_AFTER : REQUEST_ID;
            default -> OTHER;
        };
        return field.stands(in, from, to) ? field : OTHER;
    }

    int valueAt(int from) {
        return from + name.length();
    }

    private boolean stands(ByteBuffer in, int from, int to) {
        if (to - from < name.length()) {
            return false;
        }
        for (int at = 0; at < name.length(); at++) {
            int letter = in.get(from + at);
            if (letter != name.charAt(at) && (letter | LOWER) != name.charAt(at)) {
                return false;
            }
        }
        return true;
    }
}
