package tools.sota.platform;

import java.util.List;
import java.util.stream.Stream;

/// The proxies whose word about an address is believed: our own, and those in front of it.
public record TrustedProxies(List<IpRange> ranges) {
    /// A proxy on the same machine.
    public static final TrustedProxies LOOPBACK = parse("127.0.0.0/8,::1");

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /// @param list addresses and CIDR ranges with commas between
    /// @throws IllegalArgumentException with what is wrong with it
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(
                Stream.of(list.split(",", -1)).map(TrustedProxies::range).toList());
    }

    boolean hold(String address) {
        if (!IpAddress.isAddress(address)) {
            return false;
        }
        long high = IpAddress.high(address);
        long low = IpAddress.low(address);
        return ranges.stream().anyMatch(range -> range.contains(high, low));
    }

    private static IpRange range(String word) {
        try {
            return IpRange.parse(word.strip());
        } catch (IpRange.NotARange e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
