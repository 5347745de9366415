package dev.millrace.history;

import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.identity.IdentityResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** A test of order-history-service alone, on real PostgreSQL and Kafka, with a real issuer. */
@QuarkusTest
@QuarkusTestResource(
        value = DevStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "order_history"))
@QuarkusTestResource(IdentityResource.class)
@Target(TYPE)
@Retention(RUNTIME)
public @interface OrderHistoryServiceTest {}
