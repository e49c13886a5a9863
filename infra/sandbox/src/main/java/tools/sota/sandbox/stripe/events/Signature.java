package tools.sota.sandbox.stripe.events;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `Stripe-Signature` header: the time, and one `v1` for each secret that is valid while one replaces another.
final class Signature {
    private Signature() {}

    static String header(String payload, List<String> secrets, long at) {
        return secrets.stream()
                .map(secret -> ",v1=" + sign(at + "." + payload, secret))
                .collect(Collectors.joining("", "t=" + at, ""));
    }

    /// The key is the whole secret, `whsec_` included.
    private static String sign(String text, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
