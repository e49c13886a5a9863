package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    @TempDir
    private Path folder;

    @Test
    void execRunsAProgramAgainstTheRunningProductAndEndsWithItsExitCode() throws Exception {
        var program = "echo $BASE_URL $MAIL_URL $STRIPE_URL; exit 7";
        try (var sandbox = SandboxProcess.start(
                Ports.free(), Map.of(), "exec", "--jar", jar(), "--data", data(), "--", "sh", "-c", program)) {
            assertThat(sandbox.exitCode()).as("%s", sandbox.output()).isEqualTo(7);

            assertThat(sandbox.output())
                    .containsPattern("http://127.0.0.1:\\d+ http://127.0.0.1:\\d+ http://127.0.0.1:\\d+\n")
                    .contains("Exit code 7; what the application said is in", "app.log");
            assertThat(folder.resolve("data/app.log")).content().contains("fake: hello", "fake: goodbye");
        }
    }

    @Test
    void servicesPrintsTheEnvironmentThatTheApplicationNeeds() throws Exception {
        var ports = Ports.free();
        try (var sandbox = SandboxProcess.start(ports, Map.of(), "services", "--data", data())) {
            sandbox.awaitLine("# Ready.");

            assertThat(sandbox.output())
                    .contains("REDIS_URL=redis://127.0.0.1:" + ports.of(Port.REDIS), "STRIPE_WEBHOOK_SECRET=whsec_");
            sandbox.terminate();
            assertThat(sandbox.exitCode()).isEqualTo(143);
            ports.requireFree(Port.values());
        }
    }

    @Test
    void argumentsHaveDefaultsAndAPortOverridesTheVariable() {
        var arguments = Arguments.parse(List.of("--port", "9000", "--fresh"));

        assertThat(arguments.command()).isEqualTo("run");
        assertThat(arguments.fresh()).isTrue();
        assertThat(arguments.data()).isEqualTo(Path.of("target/sandbox"));
        assertThat(arguments.ports(Map.of("PORT", "7000", "MAIL_PORT", "7001")).of(Port.APP))
                .isEqualTo(9000);
        assertThat(arguments.ports(Map.of("MAIL_PORT", "7001")).of(Port.MAIL)).isEqualTo(7001);
    }

    @Test
    void wrongArgumentsGetASentence() {
        assertThatThrownBy(() -> Arguments.parse(List.of("run", "--jam", "x")))
                .hasMessageStartingWith("Unknown: --jam x");
        assertThatThrownBy(() -> Arguments.parse(List.of("run", "--jar"))).hasMessage("--jar needs a value.");
        assertThatThrownBy(() -> Ports.from(Map.of("PORT", "eighty")))
                .hasMessage("PORT is \"eighty\"; it must be a port from 1 to 65535.");
    }

    private String jar() throws Exception {
        return FakeJar.in(folder).toString();
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
