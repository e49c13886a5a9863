package tools.sota.testing;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import tools.sota.platform.Ids;

/// The database of a product, for what no endpoint shows.
public record Store(Jdbi jdbi) {
    public static Store of(Product product) {
        var url = product.environment().getOrDefault("DATABASE_URL", "");
        return new Store(Jdbi.create(url).installPlugin(new PostgresPlugin()));
    }

    /// @param arguments for the question marks
    public long number(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            for (int at = 0; at < arguments.length; at++) {
                query.bind(at, arguments[at]);
            }
            return query.mapTo(Long.class).one();
        });
    }

    public int run(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.execute(sql, arguments));
    }

    public List<String> words(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql);
            for (int at = 0; at < arguments.length; at++) {
                query.bind(at, arguments[at]);
            }
            return query.mapTo(String.class).list();
        });
    }

    public static UUID account(Stranger stranger) {
        return Ids.parse("acc", stranger.accountId()).orElseThrow();
    }
}
