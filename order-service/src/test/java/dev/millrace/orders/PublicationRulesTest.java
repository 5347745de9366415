package dev.millrace.orders;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.millrace.orders.domain.Order;
import dev.millrace.orders.domain.OrderEvent;
import dev.millrace.orders.persistence.OrderOutbox;
import dev.millrace.orders.persistence.OrderRepository;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static dev.millrace.testsupport.checks.PublicationRules.changesReturnEvents;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of publication find code that forgets to publish. */
class PublicationRulesTest {
    @Test
    void shouldFindAChangeThatIsNotPublished() {
        ArchRule rule = ArchitectureTest.changesArePublished;
        assertThat(violations(rule, Forgetful.class, Order.class))
                .singleElement()
                .asString()
                .contains("Forgetful.cancel");
        assertThat(violations(rule, Storing.class, Order.class)).hasSize(1);
        assertThat(violations(rule, Careful.class, Order.class)).isEmpty();
    }

    @Test
    void shouldFindAChangeThatReturnsNoEvent() {
        assertThat(violations(changesReturnEvents(Counter.class, Set.of(Optional.class)), Counter.class))
                .singleElement()
                .asString()
                .contains("Counter.add()");
    }

    private static Iterable<String> violations(ArchRule rule, Class<?>... classes) {
        return rule.evaluate(new ClassFileImporter().importClasses(classes))
                .getFailureReport()
                .getDetails();
    }

    record Forgetful(OrderRepository orders) {
        void cancel(UUID id) {
            orders.findById(id).cancel();
        }
    }

    record Storing(OrderRepository orders) {
        void store(Order order) {
            orders.persist(order);
        }
    }

    record Careful(OrderRepository orders, OrderOutbox events) {
        void cancel(UUID id) {
            published(orders.findById(id).cancel());
        }

        private void published(Optional<OrderEvent> event) {
            event.ifPresent(events::publish);
        }
    }

    /** An aggregate whose one change tells nobody. */
    static class Counter {
        private int count;

        public void add() {
            increase();
        }

        public Optional<String> addAndTell() {
            increase();
            return Optional.of("added");
        }

        public int count() {
            return count;
        }

        private void increase() {
            count++;
        }
    }
}
