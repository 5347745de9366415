package dev.millrace.gateway;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same tests against the packaged gateway, JAR or native binary. */
@QuarkusIntegrationTest
class ForwardingIT extends ForwardingTest {}
