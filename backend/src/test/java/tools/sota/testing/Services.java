package tools.sota.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.sota.sandbox.Durability;
import tools.sota.sandbox.Postgres;
import tools.sota.sandbox.Redis;
import tools.sota.sandbox.mail.MailCatcher;

/// The real services behind the product, started once per JVM on free ports and stopped with it.
public final class Services {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Services() {}

    /// Started when it is first asked for.
    private static final class Running {
        static final Path FOLDER = folder();
        static final Postgres POSTGRES = Postgres.start(FOLDER.resolve("postgres"), 0, Durability.FAST);
        static final Redis REDIS = Redis.start(FOLDER.resolve("redis"), 0, Durability.FAST);
        static final MailCatcher MAIL = MailCatcher.start(FOLDER.resolve("mail"), 0);

        static {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
                POSTGRES.close();
                REDIS.close();
                MAIL.close();
            }));
        }

        private static Path folder() {
            try {
                return Files.createTempDirectory(Path.of("target"), "services");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Redis redis() {
        return Running.REDIS;
    }

    public static Postgres postgres() {
        return Running.POSTGRES;
    }

    public static MailCatcher mail() {
        return Running.MAIL;
    }

    /// The JDBC URL of an empty database of its own.
    public static String freshDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        try (var connection = DriverManager.getConnection(Running.POSTGRES.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database for the test", e);
        }
        return Running.POSTGRES.jdbcUrl(name);
    }
}
