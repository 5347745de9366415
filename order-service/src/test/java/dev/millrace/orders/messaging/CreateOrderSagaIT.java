package dev.millrace.orders.messaging;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class CreateOrderSagaIT extends CreateOrderSagaTest {}
