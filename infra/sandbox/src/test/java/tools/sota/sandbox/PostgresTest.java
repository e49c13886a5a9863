package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresTest {
    @TempDir
    private Path folder;

    @Test
    void keepsItsRowsBetweenRuns() {
        try (var postgres = Postgres.start(folder, 0, Durability.FAST)) {
            givenRow(postgres, "first run");
        }

        try (var postgres = Postgres.start(folder, 0, Durability.FAST)) {
            assertThat(rows(postgres)).containsExactly("first run");
        }
    }

    @Test
    void keepsCommittedRowsThroughAPowerCut() {
        try (var postgres = Postgres.start(folder, 0, Durability.DURABLE)) {
            givenRow(postgres, "committed");
            postgres.kill();
            assertThatThrownBy(() -> rows(postgres)).hasMessageContaining("refused");

            postgres.restart();

            assertThat(rows(postgres)).containsExactly("committed");
        }
    }

    @Test
    void isSetUpLikeProductionWhenDurable() {
        try (var postgres = Postgres.start(folder, 0, Durability.DURABLE)) {
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "max_connections")).isEqualTo("200");
            assertThat(setting(postgres, "server_version")).startsWith("15.");
            assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
            new Database(postgres.jdbcUrl()).run("create extension pg_stat_statements");
            assertThat(new Database(postgres.jdbcUrl()).column("select lower('ÉCOLE')"))
                    .containsExactly("école");
        }
    }

    @Test
    void savesTheEffortOfDurabilityWhenFast() {
        try (var postgres = Postgres.start(folder, 0, Durability.FAST)) {
            assertThat(setting(postgres, "fsync")).isEqualTo("off");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("off");
        }
    }

    /// As root there are two ways to be an ordinary user, and one folder can go from one to the other.
    @ParameterizedTest
    @EnumSource(names = {"NAMELESS", "NOBODY"})
    void runsForRootAndKeepsItsRowsWhenTheWayChanges(RunAs runAs) {
        assumeTrue(RunAs.isRoot() && RunAs.NAMELESS.works() && RunAs.NOBODY.works());
        try (var postgres = Postgres.start(folder, 0, Durability.FAST, runAs)) {
            givenRow(postgres, runAs.name());
        }

        var other = runAs == RunAs.NAMELESS ? RunAs.NOBODY : RunAs.NAMELESS;

        try (var postgres = Postgres.start(folder, 0, Durability.FAST, other)) {
            assertThat(rows(postgres)).containsExactly(runAs.name());
        }
    }

    @Test
    void refusesATakenPort() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Postgres.start(folder, taken.getLocalPort(), Durability.FAST))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage(
                            "Port %d, which the sandbox needs for PostgreSQL, is in use:"
                                    + " stop what uses it, or set POSTGRES_PORT to another port.",
                            taken.getLocalPort());
        }
    }

    @Test
    void showsTheEndOfItsLogWhenItCannotStart() throws IOException {
        Postgres.start(folder, 0, Durability.FAST).close();
        Files.writeString(folder.resolve("data/postgresql.conf"), "no_such_setting = on");

        assertThatThrownBy(() -> Postgres.start(folder, 0, Durability.FAST))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PostgreSQL did not start")
                .hasMessageContaining("unrecognized configuration parameter \"no_such_setting\"");
    }

    private static void givenRow(Postgres postgres, String note) {
        new Database(postgres.jdbcUrl())
                .run("create table diary (note text); insert into diary values ('" + note + "')");
    }

    private static Iterable<String> rows(Postgres postgres) {
        return new Database(postgres.jdbcUrl()).column("select note from diary");
    }

    private static String setting(Postgres postgres, String name) {
        return new Database(postgres.jdbcUrl()).column("show " + name).getFirst();
    }
}
