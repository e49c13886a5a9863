package tools.sota;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.TrustedProxies;

/// Everything that can be set, read once from the environment. One message names every variable that is wrong.
///
/// @param host address to listen on
/// @param port port to listen on
/// @param publicUrl scheme, host and port that customers see, without a slash at the end
/// @param databaseUrl JDBC URL with user and password
/// @param databaseConnections size of the pool
/// @param redisUrls `redis://…`; several are nodes of a cluster
/// @param smtpUrl `smtp://user:password@host:port`, or `smtps://…`
/// @param mailFrom sender of every mail
/// @param stripe how to reach Stripe
/// @param jwtSecret signs access tokens
/// @param keyPepper keys the hashes of API keys
/// @param secretsKey seals what must be readable again
/// @param catalog path of a catalog file; null for the one in the jar
/// @param node name of this node among several; holds that a crash left are found by it
/// @param journal where charges are kept until PostgreSQL has them, and how much of them
/// @param usageRetentionMonths for how long rows of the ledger are kept, beside the current month; sums are for ever
/// @param trustedProxies whose word about a caller's address is believed
/// @param sandbox whether this is the sandbox on loopback
public record Config(
        String host,
        int port,
        String publicUrl,
        String databaseUrl,
        int databaseConnections,
        List<URI> redisUrls,
        URI smtpUrl,
        String mailFrom,
        Stripe stripe,
        Secret jwtSecret,
        Secret keyPepper,
        Secret secretsKey,
        @Nullable String catalog,
        String node,
        Journal journal,
        int usageRetentionMonths,
        TrustedProxies trustedProxies,
        boolean sandbox) {

    /// @param folder on a disk that outlives the process; of this node alone
    /// @param capacity in bytes
    public record Journal(Path folder, long capacity) {}

    /// @param apiBase another base than Stripe's own, for the stand-in; null in production
    public record Stripe(
            Secret secretKey,
            List<Secret> webhookSecrets,
            @Nullable String apiBase) {
        /// Whether the key is for real money.
        public boolean isLive() {
            return isLive(secretKey.value());
        }

        private static boolean isLive(String key) {
            return key.startsWith("sk_live_") || key.startsWith("rk_live_");
        }
    }

    /// A value that does not print.
    public record Secret(String value) {
        @Override
        public String toString() {
            return "…";
        }
    }

    public static Config read(Map<String, String> environment) {
        var reader = new Reader(environment);
        var config = new Config(
                reader.optional("HOST").orElse("127.0.0.1"),
                reader.number("PORT", 8080, 0, 65_535),
                reader.required("PUBLIC_URL", "https://tools.example", Config::origin),
                reader.required("DATABASE_URL", "jdbc:postgresql://127.0.0.1/sota?user=sota&password=…", Config::jdbc),
                reader.number("DATABASE_CONNECTIONS", 20, 2, 500),
                reader.required("REDIS_URL", "redis://127.0.0.1:6379, several with commas: a cluster", Config::redis),
                reader.required("SMTP_URL", "smtp://user:password@127.0.0.1:587", uri("smtp", "smtps")),
                reader.required("MAIL_FROM", "SOTA Tools <hello@tools.example>", Config::notBlank),
                stripe(reader),
                reader.required("JWT_SECRET", "32 or more random characters", Config::secret),
                reader.required("KEY_PEPPER", "32 or more random characters", Config::secret),
                reader.required("SECRETS_KEY", "32 or more random characters", Config::secret),
                reader.optional("CATALOG").orElse(null),
                reader.optional("NODE").orElse("node-1"),
                new Journal(
                        Path.of(reader.optional("JOURNAL").orElse("journal")),
                        reader.number("JOURNAL_MEGABYTES", 1024, 16, 1_000_000) * 1_000_000L),
                reader.number("USAGE_RETENTION_MONTHS", 25, 1, 1_200),
                reader.optional("TRUSTED_PROXIES").isEmpty()
                        ? TrustedProxies.LOOPBACK
                        : reader.required("TRUSTED_PROXIES", "127.0.0.1,173.245.48.0/20", TrustedProxies::parse),
                reader.flag("SANDBOX"));
        reader.refuseIfWrong();
        return config;
    }

    private static Stripe stripe(Reader reader) {
        var key = reader.required("STRIPE_SECRET_KEY", "sk_test_… or sk_live_…", Config::stripeKey);
        var hooks = reader.required("STRIPE_WEBHOOK_SECRET", "whsec_…, several with commas", Config::webhookSecrets);
        var base = reader.optional("STRIPE_API_BASE").orElse(null);
        if (base != null && key != null && Stripe.isLive(key.value())) {
            reader.wrong("STRIPE_API_BASE must not be set together with a live key: real money goes to Stripe alone");
        }
        return new Stripe(key, hooks, base);
    }

    private static String origin(String word) {
        if (!word.matches("https?://[^/]+")) {
            throw new IllegalArgumentException("must be scheme, host and port without a path");
        }
        return word;
    }

    private static String jdbc(String word) {
        if (!word.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("must start with jdbc:postgresql:");
        }
        return word;
    }

    private static Function<String, URI> uri(String... schemes) {
        return word -> {
            var uri = URI.create(word);
            if (uri.getScheme() == null || !List.of(schemes).contains(uri.getScheme()) || uri.getPort() < 0) {
                throw new IllegalArgumentException("must be " + schemes[0] + "://host:port");
            }
            return uri;
        };
    }

    private static List<URI> redis(String words) {
        return Stream.of(words.split(",", -1))
                .map(String::strip)
                .map(uri("redis", "rediss"))
                .toList();
    }

    private static String notBlank(String word) {
        return word;
    }

    private static Secret secret(String word) {
        if (word.length() < 32) {
            throw new IllegalArgumentException("must have 32 or more characters");
        }
        return new Secret(word);
    }

    private static Secret stripeKey(String word) {
        if (!word.matches("[sr]k_(test|live)_.+")) {
            throw new IllegalArgumentException("must be a secret or restricted key");
        }
        return new Secret(word);
    }

    private static List<Secret> webhookSecrets(String words) {
        var secrets = new ArrayList<Secret>();
        for (var word : words.split(",", -1)) {
            if (!word.strip().startsWith("whsec_")) {
                throw new IllegalArgumentException("must start with whsec_");
            }
            secrets.add(new Secret(word.strip()));
        }
        return List.copyOf(secrets);
    }

    /// Collects what is wrong instead of stopping at the first.
    private static final class Reader {
        private final Map<String, String> environment;
        private final List<String> wrong = new ArrayList<>();

        Reader(Map<String, String> environment) {
            this.environment = environment;
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(environment.get(name)).filter(word -> !word.isBlank());
        }

        boolean flag(String name) {
            return optional(name).map("true"::equals).orElse(false);
        }

        int number(String name, int otherwise, int minimum, int maximum) {
            var word = optional(name).orElse(Integer.toString(otherwise));
            if (word.matches("\\d{1,9}") && Integer.parseInt(word) >= minimum && Integer.parseInt(word) <= maximum) {
                return Integer.parseInt(word);
            }
            wrong(name + " must be a whole number from " + minimum + " to " + maximum);
            return otherwise;
        }

        /// Never null to the caller that goes on: {@link #refuseIfWrong} throws first.
        @SuppressWarnings("NullAway") // a wrong value reads as null, and the whole configuration is refused
        <T> T required(String name, String example, Function<String, T> parse) {
            var word = optional(name);
            if (word.isEmpty()) {
                wrong(name + " is missing (" + example + ")");
                return null;
            }
            try {
                return parse.apply(word.get());
            } catch (IllegalArgumentException e) {
                wrong(name + " " + e.getMessage() + " (" + example + ")");
                return null;
            }
        }

        void wrong(String sentence) {
            wrong.add(sentence);
        }

        void refuseIfWrong() {
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("The configuration is wrong: " + String.join("; ", wrong) + '.');
            }
        }
    }
}
