package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.sota.platform.Resources;
import tools.sota.sandbox.mail.Mail;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Stranger;

/// A live key in a house with small thresholds, and a past that can be made up.
///
/// @param secret of the key
record WatchedKey(Product product, Stranger owner, String secret) {
    static final String HOME = "203.0.113.7";
    private static final String FROZEN = "One of your keys was frozen";

    /// Frozen above ten times the busiest hour and from 100 requests on, above 5 new networks, from 80 % and 50 errors
    /// on.
    static Product watchfulProduct() {
        var catalog = Resources.text("/catalog.yaml")
                .replace("requests: 5000", "requests: 100")
                .replace("ranges: 20 ", "ranges: 5 ")
                .replace("percent: 80, requests: 2000", "percent: 80, requests: 50")
                .replace("capacity: 10, per_minute: 10", "capacity: 100000, per_minute: 100000");
        try {
            var file = Files.writeString(Files.createTempFile(Path.of("target"), "catalog", ".yaml"), catalog);
            return Product.fresh(Map.of("CATALOG", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WatchedKey in(Product product) {
        var owner = product.signUp().proveEmail();
        return new WatchedKey(product, owner, owner.liveKey());
    }

    /// So many days with one hour of use each, the last one yesterday.
    WatchedKey withHistory(int days, int requests) {
        for (int day = 0; day < days; day++) {
            use(requests, HOME, 200);
            product.clock().advance(Duration.ofDays(1));
            judge();
        }
        return this;
    }

    WatchedKey use(int requests, String address, int status) {
        var key = key();
        for (int number = 0; number < requests; number++) {
            product.keys().abnormalUse().note(key, address, status);
        }
        return this;
    }

    WatchedKey useFrom(List<String> addresses) {
        addresses.forEach(address -> use(1, address, 200));
        return this;
    }

    WatchedKey judge() {
        product.keys().watch().judge();
        return this;
    }

    void isFree() {
        assertThat(call().get("/v1/me").status()).isEqualTo(200);
        assertThat(Services.mail().messagesTo(owner.email()))
                .noneMatch(mail -> mail.subject().equals(FROZEN));
    }

    void isFrozen() {
        var refused = call().get("/v1/me");
        assertThat(refused.code()).as(refused.body()).isEqualTo("frozen_key");
        assertThat(refused.text("detail")).contains("not what is usual");
    }

    Client call() {
        return product.client().withKey(secret);
    }

    /// The newest about it.
    Mail mail() {
        return Services.mail()
                .awaitMessageTo(
                        owner.email(),
                        Duration.ofSeconds(10),
                        any -> any.subject().equals(FROZEN));
    }

    String undoToken() {
        return mail().links().stream()
                .filter(link -> link.contains("/unfreeze?token="))
                .findFirst()
                .orElseThrow()
                .split("token=", 2)[1];
    }

    /// Sessions end while days pass.
    Client browser() {
        var again = product.client();
        again.post(
                "/v1/auth/login", "{\"email\":\"" + owner.email() + "\",\"password\":\"" + Stranger.PASSWORD + "\"}");
        return again;
    }

    String path() {
        return "/v1/keys/" + browser().get("/v1/keys").text("data.0.id");
    }

    private Key key() {
        return switch (product.keys().verifier().verify(secret, HOME)) {
            case Verdict.Valid(var key) -> key;
            case Verdict.Frozen(var key) -> key;
            case Verdict other -> throw new AssertionError(other);
        };
    }
}
