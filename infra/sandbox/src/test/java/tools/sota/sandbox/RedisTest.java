package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisTest {
    @TempDir
    private Path folder;

    @Test
    void keepsItsKeysBetweenRunsAndThroughAPowerCutWhenDurable() {
        try (var redis = Redis.start(folder, 0, Durability.DURABLE)) {
            redis.ask("SET", "colour", "green");
        }
        try (var redis = Redis.start(folder, 0, Durability.DURABLE)) {
            assertThat(redis.ask("GET", "colour")).contains("green");
            redis.ask("SET", "shape", "round");
            redis.kill();

            redis.restart();

            assertThat(redis.ask("GET", "colour")).contains("green");
            assertThat(redis.ask("GET", "shape")).contains("round");
        }
    }

    @Test
    void startsEmptyWhenFast() {
        try (var redis = Redis.start(folder, 0, Durability.FAST)) {
            redis.ask("SET", "colour", "green");

            redis.restart();

            assertThat(redis.ask("DBSIZE")).contains(":0");
        }
    }

    @Test
    void forgetsEverythingOnFlush() {
        try (var redis = Redis.start(folder, 0, Durability.DURABLE)) {
            redis.ask("SET", "colour", "green");

            redis.flush();

            assertThat(redis.ask("DBSIZE")).contains(":0");
        }
    }

    @Test
    void runsTheScriptsOfATokenBucket() {
        try (var redis = Redis.start(folder, 0, Durability.FAST)) {
            assertThat(redis.ask("EVAL \"return redis.call('HSET', KEYS[1], 'tokens', ARGV[1])\" 1 bucket 2.5"))
                    .contains(":1");
        }
    }
}
