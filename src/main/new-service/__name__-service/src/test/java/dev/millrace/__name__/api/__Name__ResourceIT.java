package dev.millrace.__name__.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class __Name__ResourceIT extends __Name__ResourceTest {}
