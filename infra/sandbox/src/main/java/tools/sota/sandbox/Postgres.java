package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real PostgreSQL on loopback whose rows stay in its folder. One that a killed JVM left behind in the folder is
/// stopped first. Everybody on this machine may log in as `postgres` without a password.
public final class Postgres implements AutoCloseable {
    /// Clients are sent away and open transactions rolled back: the fast shutdown.
    private static final String STOP = "INT";

    private final Path folder;
    private final int port;
    private final Durability durability;
    private final Cluster cluster;
    private volatile ServerProcess server;

    private Postgres(Path folder, int port, Durability durability, Cluster cluster) {
        this.folder = folder;
        this.port = port;
        this.durability = durability;
        this.cluster = cluster;
        this.server = launch();
    }

    /// Starts on the port, or on a free one when it is 0.
    public static Postgres start(Path folder, int port, Durability durability) {
        return start(folder, port, durability, RunAs.ordinaryUser());
    }

    static Postgres start(Path folder, int port, Durability durability, RunAs runAs) {
        var real = Folders.create(folder);
        reclaim(real);
        var cluster = new Cluster(Programs.postgres(), data(real), runAs);
        cluster.prepare();
        return new Postgres(real, Ports.freeOrAny(port, Port.POSTGRES), durability, cluster);
    }

    /// Stops the server that an earlier JVM left behind in this folder, if there is one.
    static void reclaim(Path folder) {
        var data = data(folder);
        new LeftBehind(data.resolve("postmaster.pid"), data.toString()).stop(STOP);
    }

    public int port() {
        return port;
    }

    /// The address of the database that every PostgreSQL has, `postgres`.
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
    }

    /// Of the postmaster; its children belong to it.
    public long pid() {
        return server.pid();
    }

    /// The immediate shutdown: nothing is finished, and the next start recovers from the log.
    public void stopImmediately() {
        server.stop("QUIT");
    }

    /// As a power cut does: no goodbye to clients, nothing is written any more.
    public void kill() {
        server.kill();
    }

    /// Stops it if it runs, and starts it again on the same port with the same rows.
    public void restart() {
        close();
        server = launch();
    }

    @Override
    public void close() {
        server.stop(STOP);
    }

    private ServerProcess launch() {
        var started = ServerProcess.start("PostgreSQL", command(), folder.resolve("postgres.log"));
        started.awaitReady(this::answers);
        return started;
    }

    private List<String> command() {
        var arguments = new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", Integer.toString(port)));
        settings().forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return cluster.command("postgres", arguments);
    }

    private Map<String, String> settings() {
        var safe = durability == Durability.DURABLE ? "on" : "off";
        return Map.of(
                "listen_addresses",
                "127.0.0.1",
                // A path below a deep folder is too long for a Unix socket.
                "unix_socket_directories",
                "",
                "max_connections",
                "200",
                "shared_preload_libraries",
                cluster.hasLibrary("pg_stat_statements") ? "pg_stat_statements" : "",
                "timezone",
                "UTC",
                "fsync",
                safe,
                "synchronous_commit",
                safe,
                "full_page_writes",
                safe);
    }

    /// Something else may sit on the port: hence the time limit, and the look at whose data it serves.
    private boolean answers() {
        try (var connection = DriverManager.getConnection(jdbcUrl() + "&socketTimeout=5");
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            return row.next() && Files.isSameFile(Path.of(row.getString(1)), cluster.data());
        } catch (SQLException | IOException notYet) {
            return false;
        }
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }
}
