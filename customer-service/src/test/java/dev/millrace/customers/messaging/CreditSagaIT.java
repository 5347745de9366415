package dev.millrace.customers.messaging;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class CreditSagaIT extends CreditSagaTest {}
