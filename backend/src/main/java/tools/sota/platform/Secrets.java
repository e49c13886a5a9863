package tools.sota.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes (HMAC-SHA256) and sealed bytes (AES-256-GCM) under one secret of at least 32 bytes.
/// Keys for different purposes are derived from it, so none serves twice.
public final class Secrets {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Mac mac;

    public Secrets(String secret) {
        this(secret.getBytes(StandardCharsets.UTF_8));
    }

    private Secrets(byte[] secret) {
        this.mac = macOf(secret);
    }

    private static Mac macOf(byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /// An independent secret for one purpose: HMAC of the purpose's name.
    public Secrets forPurpose(String purpose) {
        return new Secrets(mac(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] mac(byte[] message) {
        try {
            // A copy of one that has taken the key already: half of the work is done once.
            return ((Mac) mac.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HmacSHA256 can be copied", e);
        }
    }

    public byte[] mac(String message) {
        return mac(message.getBytes(StandardCharsets.UTF_8));
    }

    /// @return nonce, ciphertext and tag, in this order
    public byte[] seal(byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, plain);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /// @throws IllegalStateException when the bytes were not sealed with this secret
    public byte[] open(byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    /// A random token of 32 bytes, base64url, for links and cookies.
    public static String randomToken() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var key = new SecretKeySpec(mac("seal".getBytes(StandardCharsets.UTF_8)), "AES");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The sealed bytes do not belong to this secret", e);
        }
    }
}
