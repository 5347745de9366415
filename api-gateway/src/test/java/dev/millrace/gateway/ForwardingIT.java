package dev.millrace.gateway;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged gateway: jar or native binary. */
@QuarkusIntegrationTest
class ForwardingIT extends ForwardingTest {}
