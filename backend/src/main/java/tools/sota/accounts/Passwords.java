package tools.sota.accounts;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Hashes and checks passwords, a few at a time: each takes a core and 19 MiB, so a flood of them must not take the
/// server.
final class Passwords {
    /// Every check costs this many derivations, whoever is meant and however many there are.
    static final int CANDIDATES = 3;

    private final Argon2id argon2;
    private final Semaphore places;
    private final Duration patience;

    /// @param patience how long a caller waits for a place before it is sent away
    Passwords(Argon2id argon2, int atOnce, Duration patience) {
        this.argon2 = argon2;
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    String hash(String password) {
        return inTurn(() -> argon2.hash(password));
    }

    /// The position of the first hash that the password fits. Does the same work for none, one or all of them.
    OptionalInt firstMatch(String password, List<String> hashes) {
        return inTurn(() -> {
            var match = OptionalInt.empty();
            for (int at = 0; at < CANDIDATES; at++) {
                boolean fits = argon2.verify(password, at < hashes.size() ? hashes.get(at) : Argon2id.NOBODYS);
                if (fits && match.isEmpty()) {
                    match = OptionalInt.of(at);
                }
            }
            return match;
        });
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!waitForPlace()) {
            throw swamped();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean waitForPlace() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProblemException swamped() {
        return Problem.OVERLOADED
                .because("Too many people are signing in at this moment. Nothing was changed; try again.")
                .retryAfter(patience.toSeconds());
    }
}
