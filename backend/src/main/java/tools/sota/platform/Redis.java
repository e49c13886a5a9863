package tools.sota.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/// Redis holds only what PostgreSQL can rebuild. Every call that decides something is one script.
public final class Redis implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 32;

    private final RedisClient client;

    private Redis(RedisClient client) {
        this.client = client;
    }

    public static Redis open(URI uri) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(ANSWER_WITHIN);
        var config = DefaultJedisClientConfig.builder(uri)
                .connectionTimeoutMillis((int) ANSWER_WITHIN.toMillis())
                .socketTimeoutMillis((int) ANSWER_WITHIN.toMillis())
                .build();
        return new Redis(RedisClient.builder()
                .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort()))
                .clientConfig(config)
                .poolConfig(pool)
                .build());
    }

    /// Runs a script; loads it first where Redis has lost it.
    ///
    /// @throws RedisUnavailable when Redis does not answer in time
    public Object run(Script script, List<String> keys, List<String> arguments) {
        try {
            return evaluate(script, keys, arguments);
        } catch (JedisException e) {
            throw new RedisUnavailable(e);
        }
    }

    private Object evaluate(Script script, List<String> keys, List<String> arguments) {
        try {
            return client.evalsha(script.sha1(), keys, arguments);
        } catch (JedisNoScriptException e) {
            return client.eval(script.text(), keys, arguments);
        }
    }

    public boolean isUp() {
        try {
            return "PONG".equals(client.ping());
        } catch (JedisException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// A Lua script from the jar, known to Redis by its SHA-1.
    public record Script(String text, String sha1) {
        /// @param names files under `lua/`, joined in this order, so that scripts can share functions
        public static Script of(String... names) {
            var text = new StringBuilder();
            for (var name : names) {
                text.append(Resources.text("/lua/" + name + ".lua")).append('\n');
            }
            return new Script(text.toString(), Digests.sha1Hex(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    /// Redis did not answer; nothing is known about what it did.
    public static final class RedisUnavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RedisUnavailable(JedisException cause) {
            super("Redis does not answer", cause);
        }
    }
}
