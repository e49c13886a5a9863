package tools.sota.keys;

import tools.sota.platform.IpAddress;

/// The network that an address lies in, as one number: the /16 of IPv4, the /32 of IPv6. Fits a column and a set of
/// longs.
final class AddressRange {
    /// Of what is no address.
    static final long NONE = 0;

    private static final long V4 = 1L << 48;
    private static final long V6 = 2L << 48;

    private AddressRange() {}

    static long of(String peer) {
        var address = IpAddress.bare(peer);
        if (!IpAddress.isAddress(address)) {
            return NONE;
        }
        long high = IpAddress.high(address);
        long low = IpAddress.low(address);
        return IpAddress.isV4(high, low) ? V4 | (low >>> 16 & 0xffff) : V6 | high >>> 32;
    }
}
