package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
    private static final String UP = "SOTA Tools is running";

    @TempDir
    private Path folder;

    private final Ports ports = Ports.free();
    private Path jar;
    private Path data;

    @BeforeEach
    void makeJar() throws IOException {
        jar = FakeJar.in(folder);
        data = folder.resolve("sandbox");
    }

    @Test
    void startsEverythingTellsTheAddressesAndStopsTheApplicationFirst() throws Exception {
        try (var sandbox = started()) {
            sandbox.awaitLine("redis://127.0.0.1:" + ports.of(Port.REDIS));
            var told = get("/environment");
            assertThat(told).contains("SANDBOX=true", "MAIL_FROM=SOTA Tools <hello@sota.test>");
            assertThat(new Database(value(told, "DATABASE_URL")).column("select 1"))
                    .containsExactly("1");

            sandbox.terminate();

            assertThat(sandbox.exitCode()).isEqualTo(143);
            assertThat(sandbox.output())
                    .contains("fake: hello", "fake: goodbye")
                    .doesNotContain("by itself");
            ports.requireFree(Port.values());
        }
    }

    @Test
    void keepsDataAndSecretsUntilItIsToldToStartFresh() throws Exception {
        String secret;
        try (var _ = started()) {
            var told = get("/environment");
            secret = value(told, "JWT_SECRET");
            new Database(value(told, "DATABASE_URL")).run("create table diary (note text)");
        }

        try (var _ = started()) {
            assertThat(value(get("/environment"), "JWT_SECRET")).hasSize(64).isEqualTo(secret);
            assertThat(new Database(value(get("/environment"), "DATABASE_URL")).column("select count(*) from diary"))
                    .containsExactly("0");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets.properties"))))
                    .isEqualTo("rw-------");
        }

        try (var _ = started("--fresh")) {
            assertThat(value(get("/environment"), "JWT_SECRET")).isNotEqualTo(secret);
            assertThat(new Database(value(get("/environment"), "DATABASE_URL")).column("select to_regclass('diary')"))
                    .containsExactly((String) null);
        }
    }

    @Test
    void takesOverWhatAKilledSandboxLeftRunning() throws Exception {
        try (var sandbox = started()) {
            sandbox.kill();
            assertThat(sandbox.exitCode()).isEqualTo(137);
            assertThat(get("/readyz")).isEqualTo("ready");
        }

        try (var _ = started()) {
            assertThat(get("/readyz")).isEqualTo("ready");
        }
        ports.requireFree(Port.values());
    }

    @Test
    void saysSoWhenTheApplicationEndsByItself() throws Exception {
        try (var sandbox = started()) {
            get("/die");

            assertThat(sandbox.exitCode()).isEqualTo(3);
            assertThat(sandbox.output()).contains("The application ended by itself with exit code 3");
            ports.requireFree(Port.values());
        }
    }

    @Test
    void namesTheTakenPortAndTheVariable() throws Exception {
        try (var taken = new ServerSocket(ports.of(Port.APP), 1, InetAddress.getLoopbackAddress());
                var sandbox = start()) {
            assertThat(sandbox.exitCode()).isEqualTo(1);
            assertThat(sandbox.output())
                    .isEqualTo(
                            "Port %d, which the sandbox needs for the site and the API, is in use:"
                                    + " stop what uses it, or set PORT to another port.",
                            taken.getLocalPort());
        }
    }

    @Test
    void refusesASecondSandboxOnTheSameFolder() throws Exception {
        try (var _ = started();
                var second = start()) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).startsWith("A sandbox is running on").contains("stop it first");
        }
    }

    @Test
    void stopsWhenTheCatalogueCannotBePushed() throws Exception {
        try (var sandbox = SandboxProcess.start(
                ports, Map.of("FAIL_PUSH", "1"), "run", "--jar", jar.toString(), "--data", data.toString())) {
            assertThat(sandbox.exitCode()).isEqualTo(1);
            assertThat(sandbox.output()).contains("catalog push", "failed").doesNotContain("Exception");
            ports.requireFree(Port.values());
        }
    }

    private SandboxProcess start(String... more) throws IOException {
        var words = new ArrayList<>(List.of("run", "--jar", jar.toString(), "--data", data.toString()));
        words.addAll(List.of(more));
        return SandboxProcess.start(ports, Map.of(), words.toArray(String[]::new));
    }

    private SandboxProcess started(String... more) throws IOException {
        var sandbox = start(more);
        sandbox.awaitLine(UP);
        return sandbox;
    }

    private String get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + ports.of(Port.APP) + path);
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static String value(String environment, String name) {
        return environment
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }
}
