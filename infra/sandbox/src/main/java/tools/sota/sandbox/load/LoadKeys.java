package tools.sota.sandbox.load;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes live keys by the thousand, each of an account of its own, by writing their rows as the product does: the
/// format
/// of a secret and its keyed hash are `keys.KeySecret` and `keys.KeyHasher` there.
public final class LoadKeys {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;
    private static final int BATCH = 10_000;
    private static final String INSERT = """
            with made as (
              select * from unnest(?, ?, ?, ?) as m (account_id, id, hash, hint)
            ), accounts as (
              insert into account (id, name, created_at, paid_at, kept_at)
              select account_id, 'Load', now(), now(), now() from made
            ), entitlements as (
              insert into entitlement (account_id, plan, changed_at) select account_id, ?, now() from made
            )
            insert into api_key (id, account_id, environment, name, hash, pepper_version, hint, scopes, created_at,
                                 version, published)
            select id, account_id, 'live', 'Load', decode(hash, 'hex'), 1, hint, '{tools,usage:read,usage:write}', now(),
                   1, 1
            from made
            """;

    private final SecureRandom random = new SecureRandom();
    private final Mac pepper;
    private final String plan;

    private LoadKeys(String pepper, String plan) {
        this.pepper = mac(pepper);
        this.plan = plan;
    }

    /// A key and the account that it belongs to.
    public record Made(String secret, UUID account, UUID id) {}

    /// @param pepper the product's `KEY_PEPPER`
    /// @param plan the plan of every account, one whose limits fit what is measured
    /// @param made gets each key once its rows are committed
    public static void make(String jdbcUrl, String pepper, String plan, int number, Consumer<Made> made) {
        var maker = new LoadKeys(pepper, plan);
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            for (int done = 0; done < number; done += BATCH) {
                var batch = Stream.generate(maker::next)
                        .limit(Math.min(BATCH, number - done))
                        .toList();
                maker.write(connection, batch);
                batch.forEach(made);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The keys could not be written", e);
        }
    }

    private void write(Connection connection, List<Made> keys) throws SQLException {
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", column(keys, Made::account)));
            insert.setArray(2, connection.createArrayOf("uuid", column(keys, Made::id)));
            insert.setArray(3, connection.createArrayOf("text", column(keys, key -> hash(key.secret()))));
            insert.setArray(4, connection.createArrayOf("text", column(keys, key -> hint(key.secret()))));
            insert.setString(5, plan);
            insert.execute();
        }
        connection.commit();
    }

    private static Object[] column(List<Made> keys, Function<Made, Object> value) {
        return keys.stream().map(value).toArray();
    }

    private static String hint(String secret) {
        return secret.substring(0, "sota_live_".length()) + '…' + secret.substring(secret.length() - 4);
    }

    private Made next() {
        return new Made(secret(), id(), id());
    }

    private String secret() {
        var body = new StringBuilder("sota_live_");
        for (int at = 0; at < RANDOM; at++) {
            body.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        var crc = new CRC32();
        crc.update(body.toString().getBytes(StandardCharsets.ISO_8859_1));
        var digits = new StringBuilder();
        for (long rest = crc.getValue(); digits.length() < CHECKSUM; rest /= BASE62.length()) {
            digits.append(BASE62.charAt((int) (rest % BASE62.length())));
        }
        return body.append(digits.reverse()).toString();
    }

    /// UUIDv7, as all ids of the product.
    private UUID id() {
        var tail = random.nextLong();
        long high = (System.currentTimeMillis() << 16) | 0x7000 | (tail & 0xfff);
        return new UUID(high, (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }

    private String hash(String secret) {
        return HexFormat.of().formatHex(pepper.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static Mac mac(String pepper) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
