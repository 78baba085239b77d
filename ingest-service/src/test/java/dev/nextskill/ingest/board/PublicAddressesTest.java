package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "0.0.0.0, this host",
        "10.0.0.1, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "100.64.0.1, a provider's own",
        "100.127.255.255, a provider's own",
        "169.254.169.254, link-local",
        "224.0.0.1, multicast",
        "255.255.255.255, reserved",
        "::, this host",
        "::1, loopback",
        "fe80::1, link-local",
        "fc00::1, private",
        "fdff::1, private",
        "ff02::1, multicast",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.1.2.3, private",
        "::127.0.0.1, loopback",
        "64:ff9b::a00:1, private",
        "2002:c0a8:0101::1, private",
        "2001:db8::1, for documentation",
    })
    void addresses_of_our_own_are_named(String address, String what) throws UnknownHostException {
        assertThat(PublicAddresses.objection(InetAddress.getByName(address))).contains(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.0.0.1",
                "128.0.0.1",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.1.1",
                "192.169.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "2002:0808:0808::1"
            })
    void public_addresses_are_not(String address) throws UnknownHostException {
        assertThat(PublicAddresses.objection(InetAddress.getByName(address))).isEmpty();
    }

    @Property
    void a_disguise_changes_nothing(@ForAll @Size(4) byte[] address) {
        var plain = PublicAddresses.objection(address);

        assertThat(PublicAddresses.objection(carried("00000000000000000000ffff", address, "")))
                .isEqualTo(plain);
        assertThat(PublicAddresses.objection(carried("0064ff9b0000000000000000", address, "")))
                .isEqualTo(plain);
        assertThat(PublicAddresses.objection(carried("2002", address, "00000000000000000001")))
                .isEqualTo(plain);
    }

    @Property
    void what_the_jdk_calls_local_is_never_public(@ForAll @Size(16) byte[] address, @ForAll boolean four)
            throws UnknownHostException {
        var tried = InetAddress.getByAddress(four ? Arrays.copyOf(address, 4) : address);

        if (tried.isLoopbackAddress()
                || tried.isAnyLocalAddress()
                || tried.isLinkLocalAddress()
                || tried.isSiteLocalAddress()
                || tried.isMulticastAddress()) {
            assertThat(PublicAddresses.objection(tried)).isPresent();
        }
    }

    private static byte[] carried(String before, byte[] address, String after) {
        var hex = HexFormat.of();
        return hex.parseHex(before + hex.formatHex(address) + after);
    }
}
