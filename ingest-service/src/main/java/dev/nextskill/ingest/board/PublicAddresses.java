package dev.nextskill.ingest.board;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells addresses of the public Internet from those that lead into a network or a machine of our own. The networks are those of
 * the IANA special-purpose registries (RFC 6890 and its successors) that are not globally reachable.
 */
final class PublicAddresses {

    @SuppressWarnings("ArrayRecordComponent") // Never compared, never given away.
    private record Network(byte[] prefix, int bits, String what) {

        static Network of(String cidr, String what) {
            var slash = cidr.indexOf('/');
            try {
                return new Network(
                        InetAddress.getByName(cidr.substring(0, slash)).getAddress(),
                        Integer.parseInt(cidr.substring(slash + 1)),
                        what);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("Not a network: " + cidr, e);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit & 7);
                if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Network> NOT_PUBLIC = List.of(
            Network.of("0.0.0.0/8", "this host"),
            Network.of("10.0.0.0/8", "private"),
            Network.of("100.64.0.0/10", "a provider's own"),
            Network.of("127.0.0.0/8", "loopback"),
            Network.of("169.254.0.0/16", "link-local"),
            Network.of("172.16.0.0/12", "private"),
            Network.of("192.0.0.0/24", "reserved"),
            Network.of("192.0.2.0/24", "for documentation"),
            Network.of("192.88.99.0/24", "reserved"),
            Network.of("192.168.0.0/16", "private"),
            Network.of("198.18.0.0/15", "for benchmarks"),
            Network.of("198.51.100.0/24", "for documentation"),
            Network.of("203.0.113.0/24", "for documentation"),
            Network.of("224.0.0.0/4", "multicast"),
            Network.of("240.0.0.0/4", "reserved"),
            Network.of("::/128", "this host"),
            Network.of("::1/128", "loopback"),
            Network.of("64:ff9b:1::/48", "private"),
            Network.of("100::/64", "for discarding"),
            Network.of("2001::/23", "reserved"),
            Network.of("2001:db8::/32", "for documentation"),
            Network.of("3fff::/20", "for documentation"),
            Network.of("5f00::/16", "reserved"),
            Network.of("fc00::/7", "private"),
            Network.of("fe80::/10", "link-local"),
            Network.of("fec0::/10", "private"),
            Network.of("ff00::/8", "multicast"));

    /** IPv6 networks that carry an IPv4 address, and where in them it stands. */
    private record Carrier(Network network, int offset) {}

    private static final List<Carrier> CARRIERS = List.of(
            // Mapped: spelt in bytes, because InetAddress makes an IPv4 address of it.
            new Carrier(new Network(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96, "mapped"), 12),
            new Carrier(Network.of("::/96", "compatible"), 12),
            new Carrier(Network.of("64:ff9b::/96", "NAT64"), 12),
            new Carrier(Network.of("2002::/16", "6to4"), 2));

    private PublicAddresses() {}

    /**
     * Why an address is not one of the public Internet, for instance "loopback"; empty if it is.
     *
     * @param address 4 or 16 bytes
     */
    static Optional<String> objection(byte[] address) {
        for (var network : NOT_PUBLIC) {
            if (network.contains(address)) {
                return Optional.of(network.what());
            }
        }
        for (var carrier : CARRIERS) {
            if (carrier.network().contains(address)) {
                return objection(Arrays.copyOfRange(address, carrier.offset(), carrier.offset() + 4));
            }
        }
        return Optional.empty();
    }

    static Optional<String> objection(InetAddress address) {
        return objection(address.getAddress());
    }
}
