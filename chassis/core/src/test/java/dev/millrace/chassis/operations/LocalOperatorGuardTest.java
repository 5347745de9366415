package dev.millrace.chassis.operations;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LocalOperatorGuardTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, localhost", "127.0.0.1, 127.0.0.1", "0:0:0:0:0:0:0:1, ::1"})
    void shouldLetInOwnHost(String remoteAddress, String host) {
        assertThat(LocalOperatorGuard.refusal(remoteAddress, host, headers())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3, localhost", "127.0.0.1, rebound.example", "127.0.0.1, ''", "10.1.2.3, 10.1.2.4"})
    void shouldRefuseOtherHostsAndNames(String remoteAddress, String host) {
        assertThat(LocalOperatorGuard.refusal(remoteAddress, host, headers()))
                .hasValueSatisfying(detail -> assertThat(detail).contains("own host"));
    }

    @Test
    void shouldRefuseWhatAProxyForwards() {
        MultiMap headers = headers().add("X-Forwarded-For", "10.1.2.3");
        assertThat(LocalOperatorGuard.refusal("127.0.0.1", "localhost", headers))
                .isPresent();
    }

    @Test
    void shouldRefuseWhatAFormCanSend() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "text/plain");
        assertThat(LocalOperatorGuard.refusal("127.0.0.1", "localhost", headers))
                .hasValueSatisfying(detail -> assertThat(detail).contains("-H 'X-Requested-By: operator'"));
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap().add("x-requested-by", "operator");
    }
}
