package tools.sota.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What a session may do at this moment, read for each request and kept for two seconds. A change made on this node is
/// seen
/// by its next request, because dropping waits for a read that is under way.
final class SessionStates {
    static final Duration KEPT = Duration.ofSeconds(2);
    private static final int MOST = 50_000;

    private final Jdbi jdbi;
    private final Clock clock;
    private final LoadingCache<UUID, Optional<State>> cache;

    SessionStates(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build(this::read);
    }

    /// @param staff whether the user is one of our own people
    record State(Sessions.Row session, List<Membership> memberships, boolean staff) {}

    /// Empty when the session is unknown, ended or expired.
    Optional<State> find(UUID sessionId) {
        return cache.get(sessionId).filter(state -> state.session().isOpen(clock.instant()));
    }

    void drop(UUID sessionId) {
        cache.asMap().remove(sessionId);
    }

    private Optional<State> read(UUID sessionId) {
        return jdbi.withHandle(handle -> handle.attach(Sessions.class)
                .find(sessionId)
                .map(session -> new State(
                        session,
                        handle.attach(Memberships.class).ofUser(session.userId()),
                        handle.attach(StaffRows.class).isStaff(session.userId()))));
    }
}
