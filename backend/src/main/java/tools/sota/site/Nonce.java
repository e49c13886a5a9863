package tools.sota.site;

import java.security.SecureRandom;
import java.util.Base64;

/// A word that nobody can guess and no two answers share: 128 random bits in base64url, 22 characters.
record Nonce(String value) {
    static final int LENGTH = 22;

    private static final int BYTES = 16;

    static Nonce from(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
