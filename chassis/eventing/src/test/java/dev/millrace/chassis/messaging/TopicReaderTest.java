package dev.millrace.chassis.messaging;

import dev.millrace.testsupport.DevStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "orders"))
class TopicReaderTest {
    @Inject
    TopicReaderFactory topics;

    /** The caller tries again and again while Kafka is away. */
    @Test
    void shouldLeaveNoConsumerBehindWhenItCannotBeOpened() throws JMException {
        Set<ObjectName> before = consumers();
        assertThatThrownBy(() -> topics.open(List.of("no topic's name"), 1)).isInstanceOf(InvalidTopicException.class);
        assertThat(consumers()).isEqualTo(before);
    }

    /** Each open Kafka consumer has a bean. */
    private static Set<ObjectName> consumers() throws JMException {
        return ManagementFactory.getPlatformMBeanServer()
                .queryNames(new ObjectName("kafka.consumer:type=app-info,*"), null);
    }
}
