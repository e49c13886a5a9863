package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftBehindTest {
    @TempDir
    private Path folder;

    @Test
    void storesOfAKilledProcessAreTakenOverWithTheirDataAndPorts() throws Exception {
        var ports = givenStoresOfAKilledProcess();

        try (var postgres = Postgres.start(folder.resolve("postgres"), ports[0], Durability.DURABLE);
                var redis = Redis.start(folder.resolve("redis"), ports[1], Durability.DURABLE)) {
            assertThat(new Database(postgres.jdbcUrl()).column("select note from diary"))
                    .containsExactly("abandoned");
            assertThat(redis.ask("GET", "note")).contains("abandoned");
        }
    }

    @Test
    void aStrangerWithTheSameProcessIdIsLeftAlone() throws IOException {
        var pidFile = Files.writeString(
                folder.resolve("some.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(new LeftBehind(pidFile, "no-such-program").process()).isEmpty();
        assertThat(new LeftBehind(pidFile, "java").process()).isPresent();
    }

    @Test
    void withoutAPidFileNothingWasLeftBehind() {
        assertThat(new LeftBehind(folder.resolve("some.pid"), "java").process()).isEmpty();
    }

    private int[] givenStoresOfAKilledProcess() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AbandonedStores.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            var ports = output.readLine().split(" ", 2);
            process.destroyForcibly().waitFor();
            assertThat(new LeftBehind(folder.resolve("redis/redis.pid"), "redis-server").process())
                    .isPresent();
            return new int[] {Integer.parseInt(ports[0]), Integer.parseInt(ports[1])};
        }
    }
}
