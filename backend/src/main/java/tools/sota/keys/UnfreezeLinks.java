package tools.sota.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// Signed tokens for one purpose: to undo one finding. Nothing of them is stored; a made-up one reaches no store.
final class UnfreezeLinks {
    static final Duration WORKS = Duration.ofDays(7);
    private static final int SIGNED_BYTES = 3 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 32;

    private final Secrets signatures;

    UnfreezeLinks(Secrets secrets) {
        this.signatures = secrets.forPurpose("unfreeze link");
    }

    /// A link, before it is an address.
    record Link(String token, Instant until) {
        @Override
        public String toString() {
            return "Link[until " + until + ']';
        }
    }

    Link make(UUID findingId, Instant now) {
        var until = Instant.ofEpochSecond(now.plus(WORKS).getEpochSecond());
        var signed = ByteBuffer.allocate(SIGNED_BYTES)
                .putLong(findingId.getMostSignificantBits())
                .putLong(findingId.getLeastSignificantBits())
                .putLong(until.getEpochSecond())
                .array();
        var token = ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
                .put(signed)
                .put(signatures.mac(signed))
                .array();
        return new Link(Base64.getUrlEncoder().withoutPadding().encodeToString(token), until);
    }

    /// @return the finding
    /// @throws ProblemException `token_invalid` for what we did not sign, or not for now
    UUID read(String token, Instant now) {
        var bytes = bytes(token);
        var signed = Arrays.copyOf(bytes, SIGNED_BYTES);
        if (bytes.length != SIGNED_BYTES + SIGNATURE_BYTES
                || !MessageDigest.isEqual(
                        signatures.mac(signed), Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length))) {
            throw Problem.TOKEN_INVALID.because("This link was cut or mistyped. Open it from the mail again.");
        }
        var read = ByteBuffer.wrap(signed);
        var finding = new UUID(read.getLong(), read.getLong());
        if (!now.isBefore(Instant.ofEpochSecond(read.getLong()))) {
            throw Problem.TOKEN_INVALID.because(
                    "This link worked for " + WORKS.toDays() + " days. Unfreeze the key in the dashboard, under Keys.");
        }
        return finding;
    }

    private static byte[] bytes(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
