package tools.sota.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClusterResetType;
import tools.sota.sandbox.Durability;
import tools.sota.sandbox.Redis;
import tools.sota.testing.Client;
import tools.sota.testing.Product;

/// The same scripts on Redis Cluster: two nodes that each refuse keys of the other.
class ClusterTest {
    private static final int SLOTS = 16_384;

    @TempDir
    Path folder;

    @Test
    void bucketsQuotasAndRevocationsHoldOnACluster() throws Exception {
        try (var one = Redis.start(folder.resolve("one"), port(), Durability.FAST, "--cluster-enabled", "yes");
                var two = Redis.start(folder.resolve("two"), port(), Durability.FAST, "--cluster-enabled", "yes")) {
            join(one, two);
            try (var own = Product.fresh(Map.of("REDIS_URL", one.uri() + "," + two.uri()))) {
                for (int account = 0; account < 6; account++) {
                    var stranger = own.signUp();
                    var key = own.client().withKey(stranger.testKey());

                    assertThat(inParallel(key, 30)).isEqualTo(10);
                    own.clock().advance(java.time.Duration.ofMinutes(2));
                    assertThat(inParallel(key, 30)).isEqualTo(10);
                    own.clock().advance(java.time.Duration.ofMinutes(2));
                    assertThat(key.get("/v1/echo").code()).isEqualTo("email_not_proven");
                    assertThat(stranger.browser()
                                    .get("/v1/usage?environment=test")
                                    .text("total.calls"))
                            .isEqualTo("20");
                }
            }
        }
    }

    /// A node talks to others at its port plus 10,000.
    private static int port() {
        return IntStream.generate(Product::freePort)
                .filter(port -> port < 55_000)
                .findFirst()
                .orElseThrow();
    }

    private static void join(Redis one, Redis two) {
        try (var first = new Jedis("127.0.0.1", one.port());
                var second = new Jedis("127.0.0.1", two.port())) {
            first.clusterReset(ClusterResetType.SOFT);
            first.clusterAddSlots(IntStream.range(0, SLOTS / 2).toArray());
            second.clusterAddSlots(IntStream.range(SLOTS / 2, SLOTS).toArray());
            first.clusterMeet("127.0.0.1", two.port());
            Awaitility.await()
                    .until(() -> first.clusterInfo().contains("cluster_state:ok")
                            && first.clusterInfo().contains("cluster_known_nodes:2")
                            && second.clusterInfo().contains("cluster_state:ok"));
        }
    }

    private static int inParallel(Client key, int calls) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, calls)
                    .mapToObj(call -> pool.submit(() -> key.get("/v1/echo").status()))
                    .toList();
            int allowed = 0;
            for (var answer : answers) {
                allowed += answer.get() == 200 ? 1 : 0;
            }
            return allowed;
        }
    }
}
