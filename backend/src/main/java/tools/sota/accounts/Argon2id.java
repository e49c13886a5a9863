package tools.sota.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id (RFC 9106) with the parameters OWASP names, written as PHC strings. A hash is checked with the parameters
/// it was
/// made with.
final class Argon2id {
    private static final int KIBIBYTES = 19_456;
    private static final int ITERATIONS = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final LongAdder derivations = new LongAdder();

    private record Cost(int kibibytes, int iterations, int lanes) {}

    private static final Cost OURS = new Cost(KIBIBYTES, ITERATIONS, LANES);

    /// A well-formed hash that no password has, for doing the work without an answer.
    static final String NOBODYS = phc(new byte[SALT_BYTES], new byte[HASH_BYTES]);

    /// With a salt that nobody else has.
    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return hash(password, salt);
    }

    /// @param salt of 16 bytes
    String hash(String password, byte[] salt) {
        return phc(salt, derive(OURS, password, salt, HASH_BYTES));
    }

    /// What the password is hashed to with cost and salt of another hash: equal to it when the password fits.
    String alike(String password, String phc) {
        var parts = parts(phc);
        var hash = derive(cost(parts), password, decoded(parts.group(4)), decoded(parts.group(5)).length);
        return setting(phc) + ENCODER.encodeToString(hash);
    }

    /// Cost and salt of a hash: what several may have in common.
    static String setting(String phc) {
        return phc.substring(0, phc.lastIndexOf('$') + 1);
    }

    boolean verify(String password, String phc) {
        return isEqual(alike(password, phc), phc);
    }

    static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static Matcher parts(String phc) {
        var parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalStateException("A stored password hash is not an Argon2id PHC string");
        }
        return parts;
    }

    private static Cost cost(Matcher parts) {
        return new Cost(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /// How often the expensive function ran: the measure of work that answers must not differ in.
    long derivations() {
        return derivations.sum();
    }

    /// Unicode is normalised first: the same password typed on another system must be the same bytes.
    private byte[] derive(Cost cost, String password, byte[] salt, int length) {
        derivations.increment();
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.kibibytes())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var derived = new byte[length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), derived);
        return derived;
    }

    private static String phc(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + ITERATIONS + ",p=" + LANES + '$' + ENCODER.encodeToString(salt)
                + '$' + ENCODER.encodeToString(hash);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
