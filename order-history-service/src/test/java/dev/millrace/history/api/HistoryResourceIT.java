package dev.millrace.history.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs the inherited tests against the packaged service: jar or native binary. */
@QuarkusIntegrationTest
class HistoryResourceIT extends HistoryResourceTest {}
