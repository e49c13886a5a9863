package tools.sota.platform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Unkeyed digests, for names and fingerprints; secrets go through {@link Secrets}.
public final class Digests {
    private Digests() {}

    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    public static String sha1Hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest("SHA-1", bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
