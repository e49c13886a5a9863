package tools.sota;

import io.javalin.Javalin;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.AccountsFeature;
import tools.sota.keys.FirstTestKey;
import tools.sota.keys.KeysFeature;
import tools.sota.notify.NotifyFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Gate;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;
import tools.sota.platform.Problems;
import tools.sota.platform.Redis;
import tools.sota.platform.Secrets;
import tools.sota.platform.Server;
import tools.sota.platform.Throttle;
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
        var secrets = new Secrets(config.secretsKey().value());
        var idempotency = new Idempotency(database, secrets, problems, clock);
        var mail = NotifyFeature.create(
                new NotifyFeature.Needs(database, secrets, ids, clock, config.smtpUrl(), config.mailFrom()));
        closeLater(mail.thread());
        var accounts = new Accounts(database);
        var pepper = new Secrets(config.keyPepper().value());
        var keys = KeysFeature.create(
                new KeysFeature.Needs(database, redis, pepper, secrets, ids, clock, accounts::mayHoldLiveKeys));
        var people = AccountsFeature.create(new AccountsFeature.Needs(
                database,
                accounts,
                mail.outbox(),
                new FirstTestKey(keys.issuer()),
                new Throttle(redis, secrets, clock),
                secrets,
                ids,
                clock,
                config.publicUrl(),
                config.jwtSecret().value()));
        var gate = new Gate(config.publicUrl(), keys.credentials(), people.sessions());
        var routes = new Routes(gate, new HealthApi(database, redis), people.api(), idempotency);
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
