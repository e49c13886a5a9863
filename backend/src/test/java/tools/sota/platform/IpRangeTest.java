package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.8, false",
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 2001:db8::1, true",
        "::/0, 8.8.8.8, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:DB8::/65, 2001:db8:0:0:7fff::1, true",
        "2001:db8::/65, 2001:db8:0:0:8000::1, false",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "203.0.113.7, ::ffff:203.0.113.7, true",
        "::ffff:203.0.113.0/120, 203.0.113.9, true",
    })
    void aRangeHoldsWhatItsPrefixSays(String range, String address, boolean holds) throws Exception {
        assertThat(IpRange.parse(range).contains(IpAddress.high(address), IpAddress.low(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "01.2.3.4",
                "1.2.3.256",
                "1.2.3.4 ",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3.4/08",
                "1.2.3.4/-1",
                "1.2.3.4/24",
                "0x7f.0.0.1",
                ":::",
                ":",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "g::",
                "[::1]",
                "fe80::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                "::/129",
                "2001:db8::1/32",
                "2001:db8::1/127",
                "٠.0.0.0",
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> IpRange.parse(text)).isInstanceOf(IpRange.NotARange.class);
    }

    /// Java reads literals without DNS; it is the judge of whatever spelling.
    @Test
    void everySpellingIsReadAsJavaReadsIt() throws UnknownHostException {
        System.out.println("IpRangeTest seed " + SEED);
        var random = new Random(SEED);
        for (int number = 0; number < 20_000; number++) {
            var spelling = spelling(random);
            assertThat(IpAddress.isAddress(spelling)).as(spelling).isTrue();
            var bits = ByteBuffer.allocate(16)
                    .putLong(IpAddress.high(spelling))
                    .putLong(IpAddress.low(spelling))
                    .array();
            assertThat(HexFormat.of().formatHex(bits))
                    .as(spelling)
                    .isEqualTo(HexFormat.of().formatHex(mapped(InetAddress.getByName(spelling))));
        }
    }

    @Test
    void noiseNeverThrows() {
        var random = new Random(SEED);
        for (int number = 0; number < 50_000; number++) {
            var noise = random.ints(random.nextInt(12), 0, 16)
                    .mapToObj(at -> "0123:.:.fF/%[] 9:".substring(at, at + 1))
                    .collect(Collectors.joining());
            if (IpAddress.isAddress(noise)) {
                assertThat(noise).matches("[0-9a-fA-F:.]+");
                IpAddress.low(noise);
            }
        }
    }

    @Test
    void theOneSpellingIsReadBackAsTheSameAddress() {
        var random = new Random(SEED);
        for (int number = 0; number < 20_000; number++) {
            var spelling = spelling(random);
            var text = IpAddress.text(IpAddress.high(spelling), IpAddress.low(spelling));
            assertThat(IpAddress.high(text)).as(spelling).isEqualTo(IpAddress.high(spelling));
            assertThat(IpAddress.low(text)).as(spelling).isEqualTo(IpAddress.low(spelling));
            assertThat(text).doesNotContain(":::");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::FFFF:10.1.2.3, 10.1.2.3",
        "1:0:0:0:0:0:0:0, 1::",
    })
    void anAddressHasOneSpelling(String written, String text) {
        assertThat(IpAddress.text(IpAddress.high(written), IpAddress.low(written)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.250, true",
        "203.0.113.7, 203.0.114.7, false",
        "2001:db8::1, 2001:db8:0:0:ffff::1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "2001:db8::1, 2001:db8:1::1, false",
    })
    void callersOfOneNetworkAreCountedTogether(String one, String other, boolean together) {
        assertThat(ClientAddress.network(one).equals(ClientAddress.network(other)))
                .isEqualTo(together);
    }

    private static String spelling(Random random) {
        if (random.nextInt(4) == 0) {
            return random.ints(4, 0, 256).mapToObj(Integer::toString).collect(Collectors.joining("."));
        }
        var groups = IntStream.range(0, 8)
                .mapToObj(at -> random.nextInt(3) == 0 ? "0" : Integer.toHexString(random.nextInt(0x10000)))
                .toArray(String[]::new);
        if (random.nextBoolean()) {
            return String.join(":", groups).toUpperCase(java.util.Locale.ROOT);
        }
        int from = random.nextInt(8);
        int to = from + 1 + random.nextInt(8 - from);
        return String.join(":", Arrays.copyOfRange(groups, 0, from)) + "::"
                + String.join(":", Arrays.copyOfRange(groups, to, 8));
    }

    private static byte[] mapped(InetAddress address) {
        if (address instanceof Inet4Address) {
            return ByteBuffer.allocate(16)
                    .putLong(0)
                    .putShort((short) 0)
                    .putShort((short) 0xffff)
                    .put(address.getAddress())
                    .array();
        }
        return address.getAddress();
    }
}
