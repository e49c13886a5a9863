package tools.sota.platform;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/// Redis holds only what PostgreSQL can rebuild. Every call that decides something is one script. One server, or a
/// cluster when several addresses are given. While it is known to be down nobody waits for it.
public final class Redis implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(250);
    private static final int CONNECTIONS = 32;

    private final UnifiedJedis client;
    private final boolean cluster;
    private final RedisOutage outage;

    private Redis(UnifiedJedis client, boolean cluster) {
        this.client = client;
        this.cluster = cluster;
        this.outage = new RedisOutage(() -> "PONG".equals(client.ping()));
    }

    /// @param addresses one server, or several nodes of a cluster
    public static Redis open(URI... addresses) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(ANSWER_WITHIN);
        var config = DefaultJedisClientConfig.builder(addresses[0])
                .connectionTimeoutMillis((int) ANSWER_WITHIN.toMillis())
                .socketTimeoutMillis((int) ANSWER_WITHIN.toMillis())
                .build();
        return addresses.length == 1
                ? new Redis(single(addresses[0], config, pool), false)
                : new Redis(cluster(List.of(addresses), config, pool), true);
    }

    private static UnifiedJedis single(URI address, JedisClientConfig config, ConnectionPoolConfig pool) {
        return RedisClient.builder()
                .hostAndPort(hostAndPort(address))
                .clientConfig(config)
                .poolConfig(pool)
                .build();
    }

    private static UnifiedJedis cluster(List<URI> addresses, JedisClientConfig config, ConnectionPoolConfig pool) {
        return RedisClusterClient.builder()
                .nodes(addresses.stream().map(Redis::hostAndPort).collect(Collectors.toSet()))
                .clientConfig(config)
                .poolConfig(pool)
                .build();
    }

    private static HostAndPort hostAndPort(URI address) {
        return new HostAndPort(address.getHost(), address.getPort());
    }

    /// One run of a script.
    public record Call(Script script, List<String> keys, List<String> arguments) {}

    /// Runs a script; loads it first where Redis has lost it.
    ///
    /// @throws RedisUnavailable when Redis does not answer in time
    public Object run(Script script, List<String> keys, List<String> arguments) {
        return run(new Call(script, keys, arguments));
    }

    /// As {@link #run(Script, List, List)}.
    public Object run(Call call) {
        return guarded(() -> evaluate(call));
    }

    /// As {@link #run(Script, List, List)}, for those who count what strings cost; text in the answer is bytes, too.
    public Object runRaw(Script script, List<byte[]> keys, List<byte[]> arguments) {
        return guarded(() -> {
            try {
                return client.evalsha(script.sha1().getBytes(StandardCharsets.US_ASCII), keys, arguments);
            } catch (JedisNoScriptException e) {
                return client.eval(script.text().getBytes(StandardCharsets.UTF_8), keys, arguments);
            }
        });
    }

    /// Runs scripts in one round trip (per node of a cluster), each for itself.
    ///
    /// @throws RedisUnavailable when Redis does not answer in time; some of them may have run
    public List<Object> runAll(List<Call> calls) {
        return guarded(() -> {
            try (var pipeline = client.pipelined()) {
                var answers = calls.stream()
                        .map(call -> pipeline.evalsha(call.script().sha1(), call.keys(), call.arguments()))
                        .toList();
                pipeline.sync();
                return java.util.stream.IntStream.range(0, calls.size())
                        .mapToObj(at -> answer(answers.get(at), calls.get(at)))
                        .toList();
            }
        });
    }

    /// Whether keys of different accounts must not meet in one call.
    public boolean isCluster() {
        return cluster;
    }

    /// Whether it is known to be down; nobody asks it then but the probe.
    public boolean isOut() {
        return outage.isOn();
    }

    /// Runs when Redis answers again after an outage.
    public void onReturn(Runnable action) {
        outage.onReturn(action);
    }

    public boolean isUp() {
        try {
            return guarded(() -> "PONG".equals(client.ping()));
        } catch (RedisUnavailable e) {
            return false;
        }
    }

    @Override
    public void close() {
        outage.close();
        client.close();
    }

    private <T> T guarded(java.util.function.Supplier<T> question) {
        if (outage.isOn()) {
            throw new RedisUnavailable(null);
        }
        try {
            return question.get();
        } catch (JedisException e) {
            outage.noticed(e);
            throw new RedisUnavailable(e);
        }
    }

    private Object evaluate(Call call) {
        try {
            return client.evalsha(call.script().sha1(), call.keys(), call.arguments());
        } catch (JedisNoScriptException e) {
            return client.eval(call.script().text(), call.keys(), call.arguments());
        }
    }

    private Object answer(Response<Object> response, Call call) {
        try {
            return response.get();
        } catch (JedisNoScriptException e) {
            return client.eval(call.script().text(), call.keys(), call.arguments());
        }
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

        RedisUnavailable(@org.jspecify.annotations.Nullable JedisException cause) {
            super("Redis does not answer", cause);
        }
    }
}
