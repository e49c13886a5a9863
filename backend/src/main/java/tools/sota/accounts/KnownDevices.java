package tools.sota.accounts;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;

/// Marks browsers that a user was logged in with, so that strangers who guess at the user's password do not lock them
/// out: OWASP's device cookie. The mark says for whom and which, and is signed; it opens nothing.
final class KnownDevices {
    private static final int MARK_BYTES = 16;

    private final Secrets secrets;

    KnownDevices(Secrets secrets) {
        this.secrets = secrets.forPurpose("known device");
    }

    /// A browser that was in before.
    ///
    /// @param mark unlike that of any other browser
    record Device(UUID userId, String mark) {}

    String mark(UUID userId) {
        var unsigned = Ids.show("usr", userId) + '.' + Secrets.randomToken();
        return unsigned + '.' + signature(unsigned);
    }

    /// Empty for one that we did not make.
    Optional<Device> read(String mark) {
        int dot = mark.lastIndexOf('.');
        if (dot < 0
                || !MessageDigest.isEqual(bytes(signature(mark.substring(0, dot))), bytes(mark.substring(dot + 1)))) {
            return Optional.empty();
        }
        return Ids.parse("usr", mark.substring(0, mark.indexOf('.'))).map(userId -> new Device(userId, mark));
    }

    private String signature(String unsigned) {
        var mac = java.util.Arrays.copyOf(secrets.mac(unsigned), MARK_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
