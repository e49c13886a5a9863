package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;
import tools.sota.platform.IpRange;

/// A key in the words of its table.
record KeyRow(
        UUID id,
        UUID accountId,
        String environment,
        String name,
        String hint,
        List<String> scopes,
        List<String> ipAllowList,
        @Nullable Integer monthlyCap,
        @Nullable Integer ratePerMinute,
        @Nullable Integer burst,
        boolean freezeOnAbnormalUse,
        @Nullable UUID createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String endedBy,
        @Nullable Instant frozenAt,
        @Nullable String frozenBy,
        @Nullable Instant lastUsedAt,
        long version) {

    Key key() {
        return new Key(
                id,
                accountId,
                Environment.of(environment),
                hint,
                settings(),
                createdBy,
                createdAt,
                revokedAt,
                endedBy == null ? null : EndedBy.of(endedBy),
                frozenAt,
                frozenBy == null ? null : FrozenBy.of(frozenBy),
                lastUsedAt,
                version);
    }

    private KeySettings settings() {
        var known = scopes.stream().map(Scope::parse).flatMap(Optional::stream).toList();
        var ranges = ipAllowList.stream().map(IpRange::stored).toList();
        var rate = ratePerMinute == null || burst == null ? null : new KeyRate(burst, ratePerMinute);
        return new KeySettings(name, known, ranges, monthlyCap, rate, expiresAt, freezeOnAbnormalUse);
    }
}
