package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.IpRange;

/// What a member says about a key, when it is made and later.
///
/// @param ipAllowList from where it may be used; empty for everywhere
/// @param monthlyCap calls it may use per quota period of the account; null for as many as the account has
/// @param rate how fast it alone may ask; null for as fast as its plan
/// @param expiresAt when it ends by itself; null for never
/// @param freezeOnAbnormalUse whether {@link AbnormalUse} may freeze it; concerns live keys only
public record KeySettings(
        String name,
        List<Scope> scopes,
        List<IpRange> ipAllowList,
        @Nullable Integer monthlyCap,
        @Nullable KeyRate rate,
        @Nullable Instant expiresAt,
        boolean freezeOnAbnormalUse) {

    public KeySettings {
        scopes = List.copyOf(scopes);
        ipAllowList = List.copyOf(ipAllowList);
    }

    /// With nothing limited but by scope.
    public static KeySettings of(String name, List<Scope> scopes) {
        return new KeySettings(name, scopes, List.of(), null, null, null, true);
    }

    /// For the successor of a key that is rotated: everything goes on but the end.
    KeySettings withoutEnd() {
        return new KeySettings(name, scopes, ipAllowList, monthlyCap, rate, null, freezeOnAbnormalUse);
    }

    /// Whether a request may be judged otherwise under the other settings, so that admission must hear of them.
    boolean admitsLike(KeySettings other) {
        return scopes.equals(other.scopes)
                && ipAllowList.equals(other.ipAllowList)
                && java.util.Objects.equals(monthlyCap, other.monthlyCap)
                && java.util.Objects.equals(rate, other.rate)
                && java.util.Objects.equals(expiresAt, other.expiresAt);
    }
}
