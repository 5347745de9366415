package dev.millrace.gateway.limiting;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientAddressTest {
    private static final String CLIENT = "198.51.100.7";

    private final ClientAddress addresses =
            new ClientAddress(() -> List.of("127.0.0.1", "10.1.0.0/16", "2001:db8::/32"));

    @Test
    void shouldBeTheOtherEndWhenThatIsNoTrustedProxy() {
        assertThat(addresses.of(CLIENT, List.of("203.0.113.9"))).isEqualTo(CLIENT);
        assertThat(addresses.of("10.2.0.1", List.of("203.0.113.9"))).isEqualTo("10.2.0.1");
    }

    @Test
    void shouldBeTheRightmostThatIsNoTrustedProxyWhenForwarded() {
        assertThat(addresses.of("127.0.0.1", List.of("203.0.113.9, " + CLIENT))).isEqualTo(CLIENT);
        assertThat(addresses.of("127.0.0.1", List.of("203.0.113.9," + CLIENT + " , 10.1.2.3")))
                .isEqualTo(CLIENT);
        assertThat(addresses.of("2001:db8::1", List.of("203.0.113.9", CLIENT, "10.1.2.3")))
                .isEqualTo(CLIENT);
    }

    @Test
    void shouldBeTheLastKnownProxyWhenItTellsNoAddress() {
        assertThat(addresses.of("127.0.0.1", List.of())).isEqualTo("127.0.0.1");
        assertThat(addresses.of("127.0.0.1", List.of(CLIENT + ", unknown, 10.1.2.3")))
                .isEqualTo("10.1.2.3");
        assertThat(addresses.of("127.0.0.1", List.of("10.1.2.4, 10.1.2.3"))).isEqualTo("10.1.2.4");
    }
}
