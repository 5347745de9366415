package dev.millrace.orders.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class OrdersResourceIT extends OrdersResourceTest {}
