package tools.sota.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/// PostgreSQL: one pool, migrated before anything else may use it.
public final class Database implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin()).installPlugin(new SqlObjectPlugin());
    }

    /// @param url a JDBC URL with user and password in it
    public static Database open(String url, int connections) {
        var config = new HikariConfig();
        config.setPoolName("sota");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(CONNECT_WITHIN.toMillis());
        config.addDataSourceProperty("ApplicationName", "sota");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        var database = new Database(new HikariDataSource(config));
        database.migrate();
        return database;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /// Lets JDBI build records of this type by their constructor.
    public Database rows(Class<?>... records) {
        for (var type : records) {
            jdbi.registerRowMapper(ConstructorMapper.factory(constructor(type)));
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
        return answers(() -> jdbi.withHandle(handle ->
                        handle.createQuery("select 1").mapTo(Integer.class).one())
                == 1);
    }

    @Override
    public void close() {
        pool.close();
    }

    private void migrate() {
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
