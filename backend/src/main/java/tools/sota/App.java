package tools.sota;

import io.javalin.Javalin;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Database;
import tools.sota.platform.Gate;
import tools.sota.platform.Ids;
import tools.sota.platform.Problems;
import tools.sota.platform.Redis;
import tools.sota.platform.Server;
import tools.sota.site.HealthApi;

/// Builds every feature by hand, in dependency order, and closes them the other way round.
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Javalin server;

    private App(Config config, Clock clock) {
        var database = closeLater(Database.open(config.databaseUrl(), config.databaseConnections()));
        var redis = closeLater(Redis.open(config.redisUrl()));
        var ids = new Ids(clock);
        var problems = new Problems(config.publicUrl());
        var gate = new Gate(config.publicUrl());
        var routes = new Routes(gate, new HealthApi(database, redis));
        server = Server.create(config.host(), config.port(), ids, problems, routes::install);
        server.start();
        open.push(server::stop);
        LOG.info("Listening on {}:{}, public address {}", config.host(), server.port(), config.publicUrl());
    }

    public static App start(Config config, Clock clock) {
        return new App(config, clock);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            closeOne(open.pop());
        }
    }

    private <C extends AutoCloseable> C closeLater(C part) {
        open.push(part);
        return part;
    }

    private static void closeOne(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
        }
    }
}
