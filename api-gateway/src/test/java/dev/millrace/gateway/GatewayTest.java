package dev.millrace.gateway;

import dev.millrace.testsupport.identity.IdentityResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

/**
 * A test of the gateway alone, with a real issuer; {@link ServicesDouble} or another resource replaces the services.
 */
@QuarkusTest
@QuarkusTestResource(IdentityResource.class)
@Target(TYPE)
@Retention(RUNTIME)
public @interface GatewayTest {}
