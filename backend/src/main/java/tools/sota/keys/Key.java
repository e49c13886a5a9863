package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;
import tools.sota.platform.IpAddress;
import tools.sota.platform.IpRange;

/// An API key as the store knows it: everything but its secret.
///
/// @param frozenAt since when it is refused until somebody unfreezes it; null when it is not frozen
/// @param frozenBy null when it is not frozen
/// @param endedBy why it was revoked; null when it was not
/// @param version grows with every change that admission must see; an admission that sees a newer one reads the key
///     again
public record Key(
        UUID id,
        UUID accountId,
        Environment environment,
        String hint,
        KeySettings settings,
        @Nullable UUID createdBy,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable EndedBy endedBy,
        @Nullable Instant frozenAt,
        @Nullable FrozenBy frozenBy,
        @Nullable Instant lastUsedAt,
        long version) {

    public String name() {
        return settings.name();
    }

    public List<Scope> scopes() {
        return settings.scopes();
    }

    public @Nullable Instant expiresAt() {
        return settings.expiresAt();
    }

    /// Calls it may use per quota period of the account; null for as many as the account has.
    public @Nullable Integer monthlyCap() {
        return settings.monthlyCap();
    }

    public boolean allows(Scope scope) {
        return settings.scopes().contains(scope);
    }

    /// Whether it may be used from an address. A key without a list looks at nothing.
    ///
    /// @param peer IPv4 or IPv6; what is no address is allowed nowhere
    public boolean allowsAddress(String peer) {
        var ranges = settings.ipAllowList();
        return ranges.isEmpty() || isIn(ranges, IpAddress.bare(peer));
    }

    private static boolean isIn(List<IpRange> ranges, String address) {
        if (!IpAddress.isAddress(address)) {
            return false;
        }
        long high = IpAddress.high(address);
        long low = IpAddress.low(address);
        for (var range : ranges) {
            if (range.contains(high, low)) {
                return true;
            }
        }
        return false;
    }

    /// Whether it is over for good, frozen or not.
    boolean hasEnded(Instant now) {
        var expiresAt = settings.expiresAt();
        return revokedAt != null || (expiresAt != null && !expiresAt.isAfter(now));
    }

    String status(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        if (hasEnded(now)) {
            return "expired";
        }
        return frozenAt != null ? "frozen" : "active";
    }
}
