package tools.sota.keys;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// Sees how live keys are used, so that one which somebody else has got hold of is frozen before it costs much.
///
/// **The rule.** Each minute each key is judged by its present clock hour (UTC). It is frozen, and the owner gets a
/// mail
/// with a link that undoes it, when one of these holds:
///
/// 1. *rate*: it had more answered requests (status below 400) than `times_busiest_hour` times its busiest hour of the
///    last 30 days, and at least `requests`;
/// 2. *new ranges*: answered requests came from more than `ranges` networks (/16 of IPv4, /32 of IPv6) that it was not
///    used from in the last 30 days;
/// 3. *errors*: at least `percent` of its requests, and at least `requests` of them, were refused with 401, 403 or 422.
///
/// A key is judged only when it was used on `days_of_history` earlier days of the last 30, so a first busy day freezes
/// nothing. Test keys, frozen and ended keys, and keys with `freeze_on_abnormal_use: false` are not judged. A rule that
/// was
/// undone holds no more against that key for 24 hours. The thresholds are data: `abnormal_use` in `catalog.yaml`.
///
/// Each node judges what it saw itself, so several nodes together let through as many times more before they act, and a
/// node that is killed forgets its present hour.
public final class AbnormalUse {
    /// In one hour; further keys are not seen until the next.
    static final int MOST_KEYS = 100_000;

    private final AtomicReference<Hour> hour;

    AbnormalUse(Clock clock) {
        hour = new AtomicReference<>(new Hour(startOfHour(clock.instant())));
    }

    /// What was seen in one hour.
    record Hour(Instant start, ConcurrentHashMap<UUID, KeyUse> uses) {
        Hour(Instant start) {
            this(start, new ConcurrentHashMap<>());
        }
    }

    /// Notes one request. For the path of every call: no lock, and no allocation but for a key's or network's first
    /// request of the hour.
    ///
    /// @param clientAddress as {@link tools.sota.platform.ClientAddress} sees it
    /// @param status of the answer
    public void note(Key key, String clientAddress, int status) {
        if (key.environment() == Environment.LIVE) {
            var use = use(key.id());
            if (use != null) {
                use.note(clientAddress, status);
            }
        }
    }

    Hour hour() {
        return hour.get();
    }

    /// @return the hour that ended; null while it goes on
    @Nullable
    Hour endHour(Instant now) {
        var ended = hour.get();
        var start = startOfHour(now);
        return start.isAfter(ended.start()) && hour.compareAndSet(ended, new Hour(start)) ? ended : null;
    }

    private @Nullable KeyUse use(UUID keyId) {
        var uses = hour.get().uses();
        var known = uses.get(keyId);
        if (known != null || uses.size() >= MOST_KEYS) {
            return known;
        }
        return uses.computeIfAbsent(keyId, id -> new KeyUse());
    }

    private static Instant startOfHour(Instant now) {
        return now.truncatedTo(ChronoUnit.HOURS);
    }
}
