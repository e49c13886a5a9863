package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressRangeTest {
    @Test
    void aNetworkIsA16OfIpv4AndA32OfIpv6() {
        assertThat(AddressRange.of("10.1.2.3"))
                .isEqualTo(AddressRange.of("10.1.255.255"))
                .isEqualTo(AddressRange.of("::ffff:10.1.0.1"))
                .isNotEqualTo(AddressRange.of("10.2.2.3"));
        assertThat(AddressRange.of("2001:db8:1::1"))
                .isEqualTo(AddressRange.of("[2001:db8:ffff::%eth0]"))
                .isNotEqualTo(AddressRange.of("2001:db9:1::1"));
        assertThat(AddressRange.of("::1")).isNotEqualTo(AddressRange.NONE);
        assertThat(AddressRange.of("nonsense")).isEqualTo(AddressRange.NONE);
    }
}
