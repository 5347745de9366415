package dev.millrace.gateway.limiting;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The client's address: the last entry of {@code X-Forwarded-For} that is not a trusted proxy's. Earlier entries are
 * under the client's control.
 */
@ApplicationScoped
class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(ProxyConfig config) {
        this.trusted = config.trusted().stream().map(ClientAddress::rule).toList();
    }

    String of(HttpServerRequest request) {
        return of(request.remoteAddress().hostAddress(), request.headers().getAll(FORWARDED_FOR));
    }

    /** @param forwarded values of the header lines, in order */
    String of(String remote, List<String> forwarded) {
        List<String> hops = forwarded.stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(String::strip)
                .toList();
        String address = remote;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
            if (parse(hops.get(i)).isEmpty()) {
                return address;
            }
            address = hops.get(i);
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return parse(address)
                .map(parsed -> new InetSocketAddress(parsed, 0))
                .filter(parsed -> trusted.stream().anyMatch(rule -> rule.matches(parsed)))
                .isPresent();
    }

    private static IpSubnetFilterRule rule(String block) {
        int slash = block.indexOf('/');
        String address = slash < 0 ? block : block.substring(0, slash);
        int longest = address.contains(":") ? 128 : 32;
        int prefix = slash < 0 ? longest : Integer.parseInt(block.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    /** No DNS lookup: empty unless it is a literal address. */
    private static Optional<InetAddress> parse(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
