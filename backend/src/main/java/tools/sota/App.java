package tools.sota;

import io.javalin.Javalin;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.accounts.Accounts;
import tools.sota.accounts.AccountsFeature;
import tools.sota.billing.BillingFeature;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.CatalogFeature;
import tools.sota.gateway.GatewayFeature;
import tools.sota.keys.ChangedKeys;
import tools.sota.keys.FirstTestKey;
import tools.sota.keys.KeysFeature;
import tools.sota.keys.RevokeUnprovenKeys;
import tools.sota.limits.Entitlements;
import tools.sota.limits.LimitsFeature;
import tools.sota.limits.Node;
import tools.sota.metering.LaneAnswer;
import tools.sota.metering.MeteringFeature;
import tools.sota.notify.NotifyFeature;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Gate;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Problems;
import tools.sota.platform.ReadingThread;
import tools.sota.platform.Redis;
import tools.sota.platform.Secrets;
import tools.sota.platform.Server;
import tools.sota.platform.Throttle;
import tools.sota.site.CatalogCells;
import tools.sota.site.HealthApi;
import tools.sota.site.Site;
import tools.sota.usage.LedgerWatcher;
import tools.sota.usage.Progress;
import tools.sota.usage.UsageFeature;
import tools.sota.usage.journal.Journal;
import tools.sota.usage.parts.UsageParts;

/// Builds every feature by hand, in dependency order, and closes them the other way round.
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);

    private final Config config;
    private final Clock clock;
    private final OpenParts open = new OpenParts();
    private final Database database;
    private final Redis redis;
    private final Ids ids;
    private final Secrets secrets;
    private final Problems problems;
    private final Throttle throttle;
    private final ReadingThread thread = new ReadingThread();
    private final KeysFeature keys;
    private final UsageParts usageParts;
    private final BillingFeature billing;
    private final Javalin server;

    private App(Config config, Clock clock) {
        this.config = config;
        this.clock = clock;
        database = closeLater(Database.open(config.databaseUrl(), config.databaseConnections()));
        redis = closeLater(Redis.open(config.redisUrls().toArray(URI[]::new)));
        ids = new Ids(clock);
        secrets = new Secrets(config.secretsKey().value());
        problems = new Problems(config.publicUrl());
        var journal = Journal.open(config.journal().folder(), config.journal().capacity());
        var progress = new Progress(journal);
        throttle = new Throttle(redis, secrets, clock);

        var notify = notifyFeature();
        var catalog = CatalogFeature.create(config.catalog());
        var accounts = new Accounts(database);
        keys = keys(accounts, catalog, notify);
        closeLater(keys.watch());
        var limits = closeLater(limits(accounts, catalog, progress));
        var people = people(accounts, notify, CatalogSeats.of(database, catalog.catalog(), limits, ids, clock));
        usageParts = closeLater(usageParts(accounts, limits, catalog.catalog(), notify.outbox()));
        var usage = closeLater(usage(journal, progress, limits));
        var idempotency = new Idempotency(database, secrets, problems, clock, usage.ledger()::catchUp);
        var metering =
                MeteringFeature.create(accounts, keys, limits, usage.ledger(), wire(catalog, idempotency), clock);

        billing = closeLater(billing(catalog, accounts, limits, notify));

        closeLater(Jobs.start(
                database, clock, new Jobs.Work(notify, people, keys, usage, usageParts, billing, idempotency)));
        var gate = new Gate(config.publicUrl(), keys.credentials(), people.sessions());
        var health = new HealthApi(database, redis, limits.admission(), usage.ledger(), billing.health());
        var site = Site.ofJar(config.publicUrl(), CatalogCells.of(catalog.catalog()));
        var routes = new Routes(new Routes.Features(
                gate, idempotency, catalog, people, keys, usage, usageParts, metering, billing, health, site));
        server = listen(routes, lane(catalog, metering, idempotency));
    }

    private Javalin listen(Routes routes, Handler.Wrapper lane) {
        var settings = new Server.Settings(config.host(), config.port(), lane, config.trustedProxies(), thread);
        var listening = Server.create(settings, ids, problems, routes::install);
        listening.start();
        closeLater(listening::stop);
        LOG.info("Listening on {}:{}, public address {}", config.host(), listening.port(), config.publicUrl());
        return listening;
    }

    public static App start(Config config, Clock clock) {
        return new App(config, clock);
    }

    public int port() {
        return server.port();
    }

    /// What the jobs of billing run, for whoever cannot wait for them.
    public BillingFeature.Work billing() {
        return billing.work();
    }

    /// The use of keys as this node sees it, for whoever cannot wait a minute.
    public KeysFeature keys() {
        return keys;
    }

    /// What stands around the ledger, for whoever cannot wait for its jobs.
    public UsageParts usageParts() {
        return usageParts;
    }

    @Override
    public void close() {
        open.close();
    }

    private MeteringFeature.Wire wire(CatalogFeature catalog, Idempotency idempotency) {
        var echo = catalog.catalog().operation("echo");
        var products = catalog.catalog().productIds();
        var decisions = usageParts.decisions().decisions();
        return new MeteringFeature.Wire(manners(), ids, idempotency, decisions, products, echo);
    }

    private LaneAnswer.Manners manners() {
        return LaneAnswer.Manners.of(problems, config.trustedProxies(), config.publicUrl(), thread);
    }

    /// What answers before Javalin: first the gateway, then echo.
    private Handler.Wrapper lane(CatalogFeature catalog, MeteringFeature metering, Idempotency idempotency) {
        var gateway = closeLater(GatewayFeature.create(new GatewayFeature.Needs(
                catalog.catalog(), metering.lane(), idempotency, manners(), ids, config.publicUrl())));
        gateway.lane().setHandler(metering.echo());
        return gateway.lane();
    }

    private NotifyFeature notifyFeature() {
        var feature = NotifyFeature.create(
                new NotifyFeature.Needs(database, secrets, ids, clock, config.smtpUrl(), config.mailFrom()));
        closeLater(feature.thread());
        return feature;
    }

    private KeysFeature keys(Accounts accounts, CatalogFeature catalog, NotifyFeature notify) {
        return KeysFeature.create(new KeysFeature.Needs(
                database,
                redis,
                accounts,
                notify.outbox(),
                throttle,
                catalog.catalog().freezeRule(),
                new Secrets(config.keyPepper().value()),
                secrets,
                ids,
                clock,
                config.publicUrl()));
    }

    private AccountsFeature people(Accounts accounts, NotifyFeature notify, CatalogSeats seats) {
        return AccountsFeature.create(new AccountsFeature.Needs(
                database,
                accounts,
                notify.outbox(),
                new FirstTestKey(keys.issuer()),
                new RevokeUnprovenKeys(keys.versions(), clock),
                seats,
                throttle,
                secrets,
                ids,
                clock,
                config.publicUrl(),
                config.jwtSecret().value()));
    }

    private LimitsFeature limits(Accounts accounts, CatalogFeature catalog, Progress progress) {
        return LimitsFeature.create(
                new LimitsFeature.Needs(
                        database,
                        redis,
                        new CatalogLimits(catalog.catalog()),
                        account -> {
                            var facts = accounts.find(account).orElseThrow();
                            return new Entitlements.Facts(accounts.mayHoldLiveKeys(account), facts.createdAt());
                        },
                        UsageFeature.counter(database, progress),
                        closeLater(new ChangedKeys(database)),
                        Node.born(config.node())),
                clock);
    }

    private UsageParts usageParts(Accounts accounts, LimitsFeature limits, Catalog catalog, Outbox outbox) {
        var owners = new UsageParts.Owners(accounts, outbox, config.publicUrl());
        var kept = config.usageRetentionMonths();
        return UsageParts.create(
                new UsageParts.Needs(database, catalog, limits, owners, new Pages(secrets), kept, clock));
    }

    private UsageFeature usage(Journal journal, Progress progress, LimitsFeature limits) {
        List<LedgerWatcher> watchers = List.of(usageParts.alerts().quota());
        var needs = new UsageFeature.Needs(database, journal, progress, limits, watchers, config.node());
        return UsageFeature.create(needs, clock);
    }

    private BillingFeature billing(
            CatalogFeature catalog, Accounts accounts, LimitsFeature limits, NotifyFeature notify) {
        var settings = config.stripe();
        var secrets =
                settings.webhookSecrets().stream().map(Config.Secret::value).toList();
        var stripe = BillingFeature.Stripe.of(settings.secretKey().value(), settings.apiBase(), secrets);
        return BillingFeature.create(new BillingFeature.Needs(
                database,
                config.databaseConnections(),
                stripe,
                catalog.catalog(),
                limits,
                notify.outbox(),
                accounts,
                problems,
                this.secrets,
                config.publicUrl(),
                ids,
                clock));
    }

    private <C extends AutoCloseable> C closeLater(C part) {
        return open.add(part);
    }
}
