package dev.millrace.__name__;

import dev.millrace.testsupport.DevStackResource;
import dev.millrace.testsupport.identity.IdentityResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/** A test of __name__-service alone, on real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(value = DevStackResource.class, initArgs = @ResourceArg(name = "database", value = "__name__"))
@QuarkusTestResource(IdentityResource.class)
@Target(TYPE)
@Retention(RUNTIME)
public @interface __Name__ServiceTest {}
