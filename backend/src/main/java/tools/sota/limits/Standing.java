package tools.sota.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.sota.platform.Environment;

/// Everything about an account that decides what it may do.
record Standing(
        Entitlement entitlement,
        boolean proven,
        Instant createdAt,
        List<LimitOverride> overrides,
        List<TakenCalls> taken) {
    long takenIn(Instant periodStart) {
        return taken.stream()
                .filter(one -> one.periodStart().equals(periodStart))
                .mapToLong(TakenCalls::calls)
                .sum();
    }

    Optional<LimitOverride> override(Environment environment, String name) {
        return overrides.stream()
                .filter(one -> one.name().equals(name) && one.environment().equals(environment.code()))
                .findFirst();
    }
}
