package tools.sota.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/// PostgreSQL: migrated before anything else may use it. One pool for everything, and a small one for what must not
/// wait.
public final class Database implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private static final Duration HURRY = Duration.ofMillis(400);
    private static final int HURRIED = 4;

    private final HikariDataSource pool;
    private final HikariDataSource hurriedPool;
    private final Jdbi jdbi;
    private final Jdbi hurried;

    private Database(HikariDataSource pool, HikariDataSource hurriedPool) {
        this.pool = pool;
        this.hurriedPool = hurriedPool;
        this.jdbi = jdbi(pool);
        this.hurried = jdbi(hurriedPool);
    }

    private static Jdbi jdbi(HikariDataSource pool) {
        return Jdbi.create(pool)
                .installPlugin(new PostgresPlugin())
                .installPlugin(new SqlObjectPlugin())
                .configure(StatementExceptions.class, exceptions -> exceptions.setMessageRendering(Database::unbound));
    }

    /// What failed, without the arguments that every rendering of JDBI's own has.
    private static String unbound(StatementException failure) {
        var context = failure.getStatementContext();
        var statement = context == null ? "" : String.valueOf(context.getRawSql());
        return failure.getShortMessage() + " ["
                + statement.replaceAll("\\s+", " ").strip() + ']';
    }

    /// @param url a JDBC URL with user and password in it
    public static Database open(String url, int connections) {
        var pool = new HikariDataSource(config("sota", url, connections, CONNECT_WITHIN));
        migrate(pool);
        return new Database(pool, new HikariDataSource(config("sota-hurried", url, HURRIED, HURRY)));
    }

    private static HikariConfig config(String name, String url, int connections, Duration patience) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        config.addDataSourceProperty("ApplicationName", "sota");
        // What failed is logged, never with what: PostgreSQL's detail repeats rows, as JDBI would the arguments.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /// For short questions of the path of paid calls: connections of its own, and little patience.
    public Jdbi hurried() {
        return hurried;
    }

    /// Lets JDBI build records of this type by their constructor.
    public Database rows(Class<?>... records) {
        for (var type : records) {
            var mapper = ConstructorMapper.factory(constructor(type));
            jdbi.registerRowMapper(mapper);
            hurried.registerRowMapper(mapper);
        }
        return this;
    }

    /// Rows are package-private records; JDBI may call what was made accessible for it.
    private static Constructor<?> constructor(Class<?> row) {
        var constructor = row.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor;
    }

    /// A connection outside the pool, for one who keeps it.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(pool.getJdbcUrl());
    }

    public javax.sql.DataSource dataSource() {
        return pool;
    }

    public boolean isUp() {
        return answers(() -> hurried.withHandle(handle ->
                        handle.createQuery("select 1").mapTo(Integer.class).one())
                == 1);
    }

    @Override
    public void close() {
        hurriedPool.close();
        pool.close();
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:migrations")
                .sqlMigrationPrefix("V")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }

    private static boolean answers(Supplier<Boolean> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /// Whether a failure comes from PostgreSQL being away, rather than from what was asked.
    public static boolean isAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    /// Connections that cannot be had, break (class 08), or are ended by the server (57P).
    private static boolean isAway(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P");
    }

    /// Whether a failure comes from a unique index or primary key.
    public static boolean isDuplicate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
