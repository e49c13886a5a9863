package tools.sota.keys;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;
import tools.sota.platform.Environment;

/// `sota_live_` or `sota_test_`, 32 random base62 characters, and 6 base62 characters of the CRC-32 over all before
/// them. The checksum catches typing errors and a `test` edited into `live` before any store is asked; it is no
/// defence.
public record KeySecret(String value) {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;
    private static final int PREFIX = "sota_live_".length();
    private static final SecureRandom RANDOMNESS = new SecureRandom();

    static KeySecret random(Environment environment) {
        var body = new StringBuilder("sota_").append(environment.code()).append('_');
        for (int at = 0; at < RANDOM; at++) {
            body.append(BASE62.charAt(RANDOMNESS.nextInt(BASE62.length())));
        }
        return new KeySecret(body + checksum(body));
    }

    /// Empty when it is mistyped: wrong prefix, length, alphabet or checksum.
    static Optional<KeySecret> parse(String presented) {
        int checked = PREFIX + RANDOM;
        boolean formed = presented.length() == checked + CHECKSUM
                && (presented.startsWith("sota_live_") || presented.startsWith("sota_test_"));
        return formed && presented.substring(checked).equals(checksum(presented.substring(0, checked)))
                ? Optional.of(new KeySecret(presented))
                : Optional.empty();
    }

    Environment environment() {
        return value.startsWith("sota_live_") ? Environment.LIVE : Environment.TEST;
    }

    /// What may be shown for ever: `sota_live_…9fQ2`.
    String hint() {
        return value.substring(0, PREFIX) + '…' + value.substring(value.length() - 4);
    }

    @Override
    public String toString() {
        return hint();
    }

    private static String checksum(CharSequence checked) {
        var crc = new CRC32();
        crc.update(checked.toString().getBytes(StandardCharsets.ISO_8859_1));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM];
        for (int at = CHECKSUM - 1; at >= 0; at--) {
            digits[at] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}
