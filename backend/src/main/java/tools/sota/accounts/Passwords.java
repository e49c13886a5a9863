package tools.sota.accounts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

/// Hashes and checks passwords, a few at a time: each takes a core and 19 MiB, so a flood of them must not take the
/// server. All users of one address share a salt, so that one derivation is compared with every one of them: however
/// many strangers claim an address, none of its users is kept out, and the work stays the same.
final class Passwords {
    /// Every check costs this many derivations, whoever is meant and however many there are: one for the salt of the
    /// address, one for the salt it had before the secret of salts was changed.
    static final int SALTS = 2;

    private static final int SALT_BYTES = 16;

    private final Argon2id argon2;
    private final Secrets salts;
    private final Semaphore places;
    private final Duration patience;

    /// @param patience how long a caller waits for a place before it is sent away
    Passwords(Argon2id argon2, Secrets secrets, int atOnce, Duration patience) {
        this.argon2 = argon2;
        this.salts = secrets.forPurpose("password salt");
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /// @param email whose users it may belong to
    String hash(String password, String email) {
        var salt = Arrays.copyOf(salts.mac(email.toLowerCase(Locale.ROOT)), SALT_BYTES);
        return inTurn(() -> argon2.hash(password, salt));
    }

    /// The position of the first hash that the password fits. Does the same work for none, one or all of them.
    OptionalInt firstMatch(String password, List<String> hashes) {
        return inTurn(() -> {
            var salted = new ArrayList<>(bySetting(hashes));
            var fitting = new ArrayList<String>();
            for (int at = 0; at < SALTS; at++) {
                fitting.add(argon2.alike(password, at < salted.size() ? salted.get(at) : Argon2id.NOBODYS));
            }
            return IntStream.range(0, hashes.size())
                    .filter(at -> fitting.stream().anyMatch(hash -> Argon2id.isEqual(hash, hashes.get(at))))
                    .findFirst();
        });
    }

    /// One hash of each salt.
    private static Collection<String> bySetting(List<String> hashes) {
        var each = new LinkedHashMap<String, String>();
        hashes.forEach(hash -> each.putIfAbsent(Argon2id.setting(hash), hash));
        return each.values();
    }

    /// Whatever takes a core for long.
    <T> T inTurn(Supplier<T> work) {
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
