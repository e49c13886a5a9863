package tools.sota.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Learns what is usual for keys from the hours that end.
final class KeyHabits {
    static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 1_000;

    private final Jdbi jdbi;
    private final Clock clock;

    KeyHabits(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    Habits.Habit of(UUID keyId) {
        return jdbi.withExtension(Habits.class, habits -> habits.habit(keyId, since(), today()));
    }

    /// How many of these ranges the key was not used from of late.
    int countNew(UUID keyId, long[] ranges) {
        return jdbi.withExtension(Habits.class, habits -> habits.countNew(keyId, ranges, since()));
    }

    void learn(AbnormalUse.Hour hour) {
        var day = LocalDate.ofInstant(hour.start(), ZoneOffset.UTC);
        var used = hour.uses().entrySet().stream()
                .filter(entry -> entry.getValue().passed() > 0)
                .toList();
        for (int from = 0; from < used.size(); from += AT_ONCE) {
            learn(used.subList(from, Math.min(used.size(), from + AT_ONCE)), day);
        }
    }

    void forgetOld() {
        jdbi.useExtension(Habits.class, habits -> {
            habits.forgetHours(since());
            habits.forgetRanges(since());
        });
    }

    private void learn(List<Map.Entry<UUID, KeyUse>> used, LocalDate day) {
        var ids = used.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        var requests =
                used.stream().mapToLong(entry -> entry.getValue().passed()).toArray();
        var keyOfRange = new ArrayList<UUID>();
        var ranges = new ArrayList<Long>();
        used.forEach(entry -> {
            for (long range : entry.getValue().ranges()) {
                keyOfRange.add(entry.getKey());
                ranges.add(range);
            }
        });
        jdbi.useExtension(Habits.class, habits -> {
            habits.learn(ids, requests, day);
            habits.learnRanges(
                    keyOfRange.toArray(UUID[]::new),
                    ranges.stream().mapToLong(Long::longValue).toArray(),
                    day);
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private LocalDate since() {
        return today().minusDays(KEPT.toDays());
    }
}
